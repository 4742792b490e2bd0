package foyer.sfu.engine;

import foyer.sfu.dtls.DtlsIdentity;
import foyer.sfu.ortc.SupportedCapabilities;
import foyer.sfu.router.Router;
import foyer.sfu.router.RouterConfig;
import foyer.sfu.router.RouterTap;
import java.security.SecureRandom;
import java.time.Instant;

/** A router without transports, for what loops do with it. */
final class EmptyRouter {
    private EmptyRouter() {}

    static LoopRouter on(Loop loop, String id) {
        return new LoopRouter(
                id,
                loop,
                new Router(
                        new RouterConfig(SupportedCapabilities.routerCapabilities(), 1, 0),
                        RouterTap.NONE),
                DtlsIdentity.generate(new SecureRandom(), Instant.now()),
                Runnable::run,
                event -> {});
    }
}
