package foyer.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchTest {
    private static int find(int first, int most, int capacity, int tries) {
        Search search = new Search(first, most);
        int tried = 0;
        while (!search.isOver()) {
            assertThat(search.next()).isBetween(1, most);
            search.tried(search.next() <= capacity);
            assertThat(++tried).isLessThanOrEqualTo(tries);
        }
        return search.held();
    }

    @Test
    void findsTheLargestToATenth() {
        for (int capacity = 0; capacity <= 1000; capacity++) {
            int held = find(2, 2000, capacity, 30);
            assertThat(held).isBetween((int) (capacity / 1.1) - 1, capacity);
        }
    }

    @Test
    void stopsAtTheMost() {
        assertThat(find(2, 50, 1_000, 20)).isBetween(45, 50);
        assertThat(find(7, 3, 1_000, 20)).isBetween(2, 3);
    }
}
