package foyer.sfu.transport;

import foyer.sfu.srtp.SrtpContext;
import foyer.sfu.srtp.SrtpResult;
import foyer.sfu.srtp.SrtpState;
import foyer.sfu.wire.PacketBuffer;
import java.util.List;

/** Leaves packets as they are: a replay has no keys. */
enum Unprotected implements SrtpContext {
    INSTANCE;

    @Override
    public SrtpResult unprotectRtp(PacketBuffer packet) {
        return SrtpResult.OK;
    }

    @Override
    public SrtpResult unprotectRtcp(PacketBuffer packet) {
        return SrtpResult.OK;
    }

    @Override
    public SrtpResult protectRtp(PacketBuffer packet) {
        return SrtpResult.OK;
    }

    @Override
    public SrtpResult protectRtcp(PacketBuffer packet) {
        return SrtpResult.OK;
    }

    @Override
    public SrtpState snapshot() {
        return new SrtpState(List.of(), List.of(), List.of(), 1);
    }
}
