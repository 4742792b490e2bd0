package foyer.sfu.engine;

/** Where a batch leaves. */
sealed interface BatchSender permits ChannelSender, NativeSender {
    /** Sends all of a batch, or lets a channel's queue have what the kernel has no room for. */
    void send(SendBatch batch);
}
