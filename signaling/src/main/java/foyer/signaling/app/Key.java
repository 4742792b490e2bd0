package foyer.signaling.app;

/** Every key of the configuration, in the environment or in the file. */
enum Key {
    FOYER_PORT("3000", "The TCP port of pages and signaling."),
    FOYER_LISTEN_ADDRESS(
            "",
            "The address pages and signaling listen at, such as `127.0.0.1` behind a proxy on the"
                    + " same machine. Without one: all of the machine's."),
    FOYER_ANNOUNCED_ADDRESS(
            "",
            "The addresses clients reach the media ports at, comma separated: IPv4, IPv6 (in"
                    + " brackets when with a port) or host names, each with an optional `:port`"
                    + " where a NAT maps it. Without one: the machine's own addresses."),
    FOYER_RTC_LISTEN_ADDRESS(
            "",
            "The machine's addresses that media goes through, comma separated. Without one: those"
                    + " announced, where all of them are the machine's own, otherwise all."),
    FOYER_RTC_PORT(
            "40000", "The first port of media, for UDP and TCP; each loop takes one, counted up."),
    FOYER_RTC_SINGLE_PORT(
            "off",
            "`on`: all loops use `FOYER_RTC_PORT`, so that a firewall needs one hole. Loops then"
                    + " hand datagrams to each other, which costs some processor time."),
    FOYER_RTC_TCP(
            "on",
            "Media over TCP (ICE-TCP) on the same ports, for people whose network lets no UDP out:"
                    + " `on` or `off`."),
    FOYER_RTC_UDP(
            "on",
            "Media over UDP: `on`, or `off` to try out what TCP does. It is what everybody should"
                    + " have."),
    FOYER_SRTP_CIPHER(
            "auto",
            "Whose ciphers protect media: `native` (the host's OpenSSL 3, called directly), `jdk`"
                    + " (the Java runtime's), `base` (jitsi-srtp's), or `auto`, which measures them"
                    + " at the start and takes the cheapest. What cannot be had gives way to"
                    + " `base`; the log says what is used."),
    FOYER_TURN(
            "on",
            "Our own TURN server, for people whose network lets nothing out to the media ports:"
                    + " `on` or `off`. It relays to our media ports and to nothing else."),
    FOYER_TURN_PORT("3478", "Its port, for UDP and TCP."),
    FOYER_TURN_HOST(
            "",
            "The name that clients find it by. Without one: the announced addresses. With a"
                    + " certificate, the name that this is for."),
    FOYER_TURN_CERTIFICATE(
            "",
            "A PEM file with its certificate and those up to the authority's: opens TURN over TLS."
                    + " It is read again when it changes."),
    FOYER_TURN_KEY("", "The PEM file of the certificate's key."),
    FOYER_TURN_TLS_PORT("5349", "The TCP port of TURN over TLS, with a certificate."),
    FOYER_TURN_TTL(
            "43200",
            "How many seconds a participant's credentials make new relays; clients get fresh ones"
                    + " by themselves."),
    FOYER_TURN_URLS(
            "",
            "Told to clients instead of our own addresses, comma separated, such as"
                    + " `turn:turn.example.org:3478?transport=udp`. With `FOYER_TURN=off` another"
                    + " server's, such as coturn with `use-auth-secret` and `FOYER_TURN_SECRET` as"
                    + " its `static-auth-secret`."),
    FOYER_FRONT_PORT(
            "",
            "A TCP port that media over TCP, TURN and pages share, for networks that let out nothing"
                    + " else: `443`. Empty: there is none, and the proxy has port 443 itself."),
    FOYER_FRONT_HTTPS(
            "",
            "Where pages and signaling are passed on to from there: host and port of a proxy's HTTPS"
                    + " that takes the PROXY protocol, such as `caddy:443` or `127.0.0.1:8443`."),
    FOYER_LOOPS("", "Media loops, a thread each. Without one: as many as there are cores."),
    FOYER_MAX_ROOMS("100", "Rooms at once."),
    FOYER_MAX_USERS(
            "", "Participants in all rooms at once. Without one: as many as the rooms hold."),
    FOYER_MAX_USERS_PER_ROOM("16", "Participants in a room at once."),
    FOYER_MAX_WAITING_PER_ROOM("50", "Guests that wait before the door of a room at once."),
    FOYER_MAX_LOAD(
            "85",
            "The busy share of a media loop in percent from which on nobody new comes to its"
                    + " rooms, and new rooms go to other loops; people who come back always may."
                    + " `100`: loops are never too busy."),
    FOYER_CONSUMERS_PER_LOOP(
            "1500",
            "How many streams to receivers a media loop carries before the transports of a room go"
                    + " to the next loop as well; before that when its busy share is 60 %. Loops of"
                    + " one room hand each packet to each other once. `0`: a room stays on its"
                    + " loop."),
    FOYER_DRAIN_SECONDS(
            "0",
            "How long a server that is told to stop waits for its meetings to end, without taking"
                    + " new ones. Whoever stops it (Compose, systemd, Kubernetes) has to wait 15 s"
                    + " longer."),
    FOYER_DATA_DIR(
            "data",
            "The folder of what outlives the process, the server's secrets; made on the first"
                    + " start, for its user only."),
    FOYER_TURN_SECRET(
            "",
            "What TURN passwords are derived from: 32 random characters or more, such as `openssl"
                    + " rand -hex 32` says. Without one: that of the data folder, made on the first"
                    + " start."),
    FOYER_TURN_SECRET_FILE("", "A file that holds it, instead of it."),
    FOYER_ROOM_SECRET(
            "",
            "What host keys are made with, so that hosts are hosts after a restart; as"
                    + " `FOYER_TURN_SECRET`."),
    FOYER_ROOM_SECRET_FILE("", "A file that holds it, instead of it."),
    FOYER_CLIENT_ORIGIN(
            "*",
            "The origin of pages that may connect, such as `https://meet.example.org`; `*` for"
                    + " all. Pages of `localhost` and `127.0.0.1` always may."),
    FOYER_CLIENT_DIR("client-web/dist", "The directory of the built client."),
    FOYER_TRUSTED_PROXIES(
            "127.0.0.0/8, ::1, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7, fe80::/10",
            "Reverse proxies whose `X-Forwarded-For` is believed: addresses and ranges, comma"
                    + " separated; empty for none."),
    FOYER_MAX_SOCKETS_PER_ADDRESS(
            "2000",
            "Sockets at once of one client address (IPv6: of one /64). The limits per address are"
                    + " generous as a whole school may share one."),
    FOYER_CONNECTION_RATE_PER_ADDRESS(
            "1000+100/s",
            "Sockets opened from one address: so many at once, and so many more a second."),
    FOYER_JOIN_RATE_PER_ADDRESS("1000+50/s", "Joins from one address, likewise."),
    FOYER_WRONG_SECRET_RATE_PER_ADDRESS(
            "20+0.1/s",
            "Wrong invites, host keys and session tokens from one address, likewise. Beyond them"
                    + " joins that bring one are refused for a while; others are not."),
    FOYER_METRICS(
            "local",
            "Who may read `/metrics`, and why `/readyz` says no: `local` (connections from this"
                    + " machine and private networks that came through no proxy), `public`, or"
                    + " `off`."),
    FOYER_DEBUG_TOKEN(
            "",
            "Shows what a room and its media do at `/debug/rooms/{id}`, addresses included, to who"
                    + " sends it as `Authorization: Bearer …`: 24 characters or more. Empty: there"
                    + " is no such page."),
    FOYER_LOG_FORMAT("text", "The log's format: `text` for people, `json` for machines.");

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
