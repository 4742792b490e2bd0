package foyer.signaling.http;

import io.netty.handler.codec.http.HttpHeaders;

/** What browsers are told to forbid our pages. */
final class SecurityHeaders {
    /**
     * WebAssembly and workers made from blobs are for noise and background filters; style
     * attributes are what a component library needs.
     */
    private static final String CONTENT_SECURITY_POLICY =
            String.join(
                    "; ",
                    "default-src 'self'",
                    "script-src 'self' 'wasm-unsafe-eval'",
                    "worker-src 'self' blob:",
                    "style-src 'self'",
                    "style-src-attr 'unsafe-inline'",
                    "img-src 'self' data: blob:",
                    "media-src 'self' blob: mediastream:",
                    "font-src 'self'",
                    "connect-src 'self' ws: wss:",
                    "manifest-src 'self'",
                    "object-src 'none'",
                    "base-uri 'none'",
                    "form-action 'self'",
                    "frame-ancestors 'none'");

    private static final String PERMISSIONS_POLICY =
            "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(),"
                    + " usb=(), midi=(), serial=(), hid=()";

    private SecurityHeaders() {}

    static void addTo(HttpHeaders headers) {
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .set("Permissions-Policy", PERMISSIONS_POLICY)
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                // A room's address is all it takes to knock: other sites must not learn it.
                .set("Referrer-Policy", "no-referrer");
    }
}
