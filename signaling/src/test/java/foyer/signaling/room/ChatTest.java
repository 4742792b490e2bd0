package foyer.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import foyer.signaling.protocol.ChatMessage;
import foyer.signaling.protocol.Notice;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChatTest {
    private final RoomFixture fixture = new RoomFixture();
    private final Chat chat = fixture.room.chat();
    private final Member ann = new Member("ann", "name of ann");

    @Test
    void saysAPrivateMessageToTwo() {
        fixture.enter("bob", "cid");
        String id = chat.whisper(ann, "bob", "ciphertext", 7, fixture.effects::add);
        assertThat(id).isNotNull();
        Notice notice =
                new Notice.PrivateReceived(
                        new ChatMessage(
                                "name of ann", "ann", "bob", "ciphertext", 7, String.valueOf(id)));
        assertThat(fixture.told("ann")).containsExactly(notice);
        assertThat(fixture.told("bob")).containsExactly(notice);
        assertThat(fixture.told("cid")).isEmpty();
        assertThat(chat.history()).isEmpty();
    }

    @Test
    void doesNotWhisperToWhoIsNotThere() {
        fixture.enter("bob");
        assertThat(chat.whisper(ann, "zoe", "x", 7, fixture.effects::add)).isNull();
        fixture.lose("bob");
        assertThat(chat.whisper(ann, "bob", "x", 7, fixture.effects::add)).isNull();
        fixture.knock("eve");
        fixture.effects.clear();
        assertThat(chat.whisper(ann, "eve", "x", 7, fixture.effects::add)).isNull();
        assertThat(fixture.effects).isEmpty();
    }

    @Test
    void givesEachMessageItsOwnId() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(chat.say(ann, "same", 7, fixture.effects::add));
        }
        assertThat(ids).hasSize(1_000).allMatch(id -> id.matches("[A-Za-z0-9_-]{12}"));
    }

    @Test
    void tellsTheOthersWhoTypesAndEverybodyWhoReacts() {
        fixture.enter("bob");
        chat.types("ann", true, fixture.effects::add);
        chat.reacts("ann", "+1", "m1", fixture.effects::add);
        Notice reaction = new Notice.Reaction("ann", "+1", "m1");
        assertThat(fixture.told("ann")).containsExactly(reaction);
        assertThat(fixture.told("bob")).containsExactly(new Notice.Typing("ann", true), reaction);
    }
}
