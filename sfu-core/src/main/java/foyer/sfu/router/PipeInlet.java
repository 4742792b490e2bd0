package foyer.sfu.router;

/** This router's end of a pipe: stands for the transport of a producer that another router has. */
final class PipeInlet implements Upstream {
    private final Router router;
    private final int from;
    private final int pipe;
    private boolean closed;

    /**
     * An inlet.
     *
     * @param from the number of the router that has the producer
     * @param pipe our number for it
     */
    PipeInlet(Router router, int from, int pipe) {
        this.router = router;
        this.from = from;
        this.pipe = pipe;
    }

    int pipe() {
        return pipe;
    }

    /** The producer ended where it is: there is nobody left to tell. */
    void cut() {
        closed = true;
    }

    /** Nothing is missing that would come again: the router that has the producer asks for that. */
    @Override
    public void transmitNack(long mediaSsrc, int[] missing, int count, RouterOutput out) {
        throw new IllegalStateException("ssrc: " + mediaSsrc);
    }

    @Override
    public void transmitKeyFrameRequest(Producer producer, RouterOutput out) {
        for (int i = 0; i < producer.streams().size(); i++) {
            if (producer.keyFrames().wants(i)) {
                out.tell(from, new PipeMessage.KeyFrameWanted(producer.id(), i));
            }
        }
    }

    @Override
    public void layersWanted(Producer producer, LayerWishes wishes, RouterOutput out) {
        out.tell(
                from,
                new PipeMessage.LayersWanted(producer.id(), wishes.told(), wishes.toldPreferred()));
    }

    @Override
    public void consumerGone(Producer producer, RouterOutput out) {
        if (!closed && producer.consumers().isEmpty()) {
            router.members().close(producer, out);
        }
    }

    @Override
    public void ended(Producer producer, RouterOutput out) {
        router.pipes().forget(this);
        if (!closed) {
            closed = true;
            out.tell(from, new PipeMessage.Close(producer.id()));
        }
    }
}
