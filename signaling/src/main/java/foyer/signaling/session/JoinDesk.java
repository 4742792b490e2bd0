package foyer.signaling.session;

import foyer.signaling.protocol.Answer;
import foyer.signaling.protocol.ErrorWord;
import foyer.signaling.protocol.Request;
import foyer.signaling.room.Departure;

/** Leads joins to their rooms, as far as their addresses may join and try secrets. */
final class JoinDesk {
    private final Meetings meetings;
    private final AddressBook addresses;
    private final Telemetry telemetry;
    private final KnownIdentities identities = new KnownIdentities();

    /** What a join says of the secrets in it. */
    private enum Verdict {
        RIGHT,
        WRONG
    }

    JoinDesk(Meetings meetings, AddressBook addresses, Telemetry telemetry) {
        this.meetings = meetings;
        this.addresses = addresses;
        this.telemetry = telemetry;
    }

    void join(Socket socket, Request.JoinRoom join, Ack ack) {
        Ack counted =
                answer -> {
                    telemetry.joined(outcome(answer));
                    ack.answer(answer);
                };
        if (!addresses.mayJoin(socket.address())) {
            counted.refuse(ErrorWord.RATE_LIMITED);
        } else if (triesSecret(join)) {
            trySecret(socket, join, counted);
        } else {
            enter(
                    socket,
                    join,
                    answer -> {
                        if (verdict(join, answer) == Verdict.WRONG) {
                            telemetry.wrongSecret();
                            addresses.secrets().failedUnexpectedly(socket.address());
                        }
                        counted.answer(answer);
                    });
        }
    }

    private boolean triesSecret(Request.JoinRoom join) {
        String participantId = join.participantId();
        return join.invite() != null
                || join.hostKey() != null
                || (participantId != null && identities.contains(join.roomId(), participantId));
    }

    private void trySecret(Socket socket, Request.JoinRoom join, Ack ack) {
        socket.tries(
                addresses
                        .secrets()
                        .of(
                                socket.address(),
                                attempt ->
                                        enter(
                                                socket,
                                                join,
                                                answer -> {
                                                    socket.tried(attempt);
                                                    settle(attempt, verdict(join, answer));
                                                    ack.answer(answer);
                                                }),
                                attempt -> {
                                    socket.tried(attempt);
                                    ack.refuse(ErrorWord.RATE_LIMITED);
                                }));
    }

    private void settle(SecretTries.Try attempt, Verdict verdict) {
        if (verdict == Verdict.RIGHT) {
            attempt.succeeded();
        } else if (attempt.failed()) {
            telemetry.wrongSecret();
        }
    }

    /** A socket is in one room: asking into another one leaves the first. */
    private void enter(Socket socket, Request.JoinRoom join, Ack ack) {
        String previous = socket.roomId();
        // Said first: a join that still waits for the previous room must find that it is too late.
        socket.asksInto(join.roomId());
        if (previous != null && !previous.equals(join.roomId())) {
            meetings.disconnect(previous, socket.id(), Departure.CLEAN);
        }
        meetings.join(
                socket,
                join,
                answer -> {
                    remember(join, answer);
                    ack.answer(answer);
                });
    }

    private void remember(Request.JoinRoom join, Answer answer) {
        String participantId = join.participantId();
        boolean known =
                switch (answer) {
                    case Answer.Joined _, Answer.Pending _ -> true;
                    case Answer.Refused(ErrorWord word) -> word == ErrorWord.IDENTITY_CONFLICT;
                    default -> false;
                };
        if (known && participantId != null) {
            identities.add(join.roomId(), participantId);
        }
    }

    /** Where the answer does not tell, a secret that came along counts as wrong. */
    private static Verdict verdict(Request.JoinRoom join, Answer answer) {
        boolean carried = join.invite() != null || join.hostKey() != null;
        boolean wrong =
                switch (answer) {
                    case Answer.Joined joined -> join.hostKey() != null && !joined.isHost();
                    case Answer.Refused(ErrorWord word) ->
                            switch (word) {
                                case IDENTITY_CONFLICT -> true;
                                // Nobody looked at the secret.
                                case SERVER_FULL, NOT_READY -> false;
                                default -> carried;
                            };
                    default -> carried;
                };
        return wrong ? Verdict.WRONG : Verdict.RIGHT;
    }

    private static String outcome(Answer answer) {
        return switch (answer) {
            case Answer.Joined joined -> way(joined);
            case Answer.Pending _ -> "pending";
            case Answer.Refused(ErrorWord word) -> word.toString();
            default -> throw new IllegalArgumentException("answer: " + answer);
        };
    }

    private static String way(Answer.Joined joined) {
        if (joined.hostKey() != null) {
            return "first";
        }
        if (joined.bypassed() != null) {
            return "invite";
        }
        if (joined.reconnected() != null) {
            return "returned";
        }
        return joined.isHost() ? "host-key" : "admitted";
    }
}
