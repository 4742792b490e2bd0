package foyer.signaling.app;

/** How the log is written. */
enum LogFormat {
    /** For people. */
    TEXT,
    /** One object a line, for machines. */
    JSON
}
