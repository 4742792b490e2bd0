package foyer.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HostKeysTest {
    private static final byte[] SECRET = {1, 2, 3, 4};
    private static final long MONDAY = 1_700_000_000_000L;
    private static final long HOUR = 3_600_000;

    /** The process that made the key, an hour after it started. */
    private final String key = new HostKeys(SECRET, 0, MONDAY).forRoom("room", HOUR).text();

    /** The room's key in a process that started so long after the key was made. */
    private static HostKey afterRestart(byte[] secret, String roomId, long millis) {
        return new HostKeys(secret, 50, MONDAY + HOUR + millis).forRoom(roomId, 60);
    }

    @Test
    void openTheirRoom() {
        HostKey own = new HostKeys(SECRET, 0, MONDAY).forRoom("room", 70);
        assertThat(own.text()).matches("[A-Za-z0-9_-]{32}");
        assertThat(own.isOpenedBy(own.text(), 80)).isTrue();
        assertThat(own.isOpenedBy(null, 80)).isFalse();
        assertThat(own.toString()).doesNotContain(own.text());
    }

    @Test
    void openTheirRoomAfterARestart() {
        assertThat(afterRestart(SECRET, "room", 2_000).isOpenedBy(key, 70)).isTrue();
    }

    @Test
    void areGoodForTheRoomFromThenOn() {
        HostKey room = afterRestart(SECRET, "room", 2_000);
        assertThat(room.isOpenedBy(key, 70)).isTrue();
        assertThat(room.isOpenedBy(key, 70 + 2 * HostKeys.WINDOW_MILLIS)).isTrue();
    }

    @Test
    void areNotGoodLongAfterTheRestart() {
        HostKey room = afterRestart(SECRET, "room", 2_000);
        assertThat(room.isOpenedBy(key, 50 + HostKeys.WINDOW_MILLIS - 1)).isTrue();
        assertThat(afterRestart(SECRET, "room", 2_000).isOpenedBy(key, 50 + HostKeys.WINDOW_MILLIS))
                .isFalse();
    }

    @Test
    void areNotGoodLongAfterTheyWereMade() {
        assertThat(afterRestart(SECRET, "room", HostKeys.LIFE_MILLIS - 1).isOpenedBy(key, 70))
                .isTrue();
        assertThat(afterRestart(SECRET, "room", HostKeys.LIFE_MILLIS).isOpenedBy(key, 70))
                .isFalse();
    }

    @Test
    void areNotGoodForAnotherRoomOrOfAnotherServer() {
        assertThat(afterRestart(SECRET, "room2", 2_000).isOpenedBy(key, 70)).isFalse();
        assertThat(afterRestart(new byte[] {9}, "room", 2_000).isOpenedBy(key, 70)).isFalse();
    }

    @Test
    void ofARoomThatEndedInTheSameProcessAreWorthNothing() {
        HostKeys keys = new HostKeys(SECRET, 0, MONDAY);
        String ended = keys.forRoom("room", 1_000).text();
        assertThat(keys.forRoom("room", 1_000).isOpenedBy(ended, 3_000)).isFalse();
    }

    @Test
    void cannotBeMadeByChangingOne() {
        HostKey room = afterRestart(SECRET, "room", 2_000);
        for (int at = 0; at < key.length(); at++) {
            char other = key.charAt(at) == 'A' ? 'B' : 'A';
            String forged = key.substring(0, at) + other + key.substring(at + 1);
            assertThat(room.isOpenedBy(forged, 70)).as(forged).isFalse();
        }
    }

    @Test
    void areNeverAnythingElse() {
        HostKey room = afterRestart(SECRET, "room", 2_000);
        Random random = new Random(6);
        for (int i = 0; i < 5_000; i++) {
            String any =
                    random.ints(random.nextInt(60), 0, 256)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString();
            assertThat(room.isOpenedBy(any, 70)).as(any).isFalse();
        }
    }
}
