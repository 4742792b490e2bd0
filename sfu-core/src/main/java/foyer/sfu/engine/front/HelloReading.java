package foyer.sfu.engine.front;

/** What came of looking for a {@link ClientHello}. */
sealed interface HelloReading permits ClientHello, HelloReading.Unfinished, HelloReading.Wrong {
    /** More bytes have to come. */
    record Unfinished() implements HelloReading {}

    /** There is none. */
    record Wrong() implements HelloReading {}
}
