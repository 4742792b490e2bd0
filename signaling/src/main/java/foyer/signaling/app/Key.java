package foyer.signaling.app;

/** Every key of the configuration, in the environment or in the file. */
enum Key {
    FOYER_PORT("3000", "The TCP port of pages and signaling."),
    FOYER_ANNOUNCED_ADDRESS(
            "",
            "The addresses clients reach the media ports at, comma separated: IPv4, IPv6 (in"
                    + " brackets when with a port) or host names, each with an optional `:port`"
                    + " where a NAT maps it. Without one: the machine's own addresses."),
    FOYER_RTC_PORT("40000", "The first UDP port of media; each loop takes one, counted up."),
    FOYER_LOOPS("", "Media loops, a thread each. Without one: as many as there are cores."),
    FOYER_MAX_ROOMS("100", "Rooms at once."),
    FOYER_MAX_USERS_PER_ROOM("16", "Participants in a room at once."),
    FOYER_MAX_WAITING_PER_ROOM("50", "Guests that wait before the door of a room at once."),
    FOYER_CLIENT_ORIGIN(
            "*",
            "The origin of pages that may connect, such as `https://meet.example.org`; `*` for"
                    + " all. Pages of `localhost` and `127.0.0.1` always may."),
    FOYER_CLIENT_DIR("client-web/dist", "The directory of the built client.");

    private final String defaultValue;
    private final String description;

    Key(String defaultValue, String description) {
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /** The value where none is set; empty where the description says what happens. */
    String defaultValue() {
        return defaultValue;
    }

    String description() {
        return description;
    }
}
