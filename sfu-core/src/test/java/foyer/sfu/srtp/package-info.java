/** Tests of SRTP, with the RFCs' vectors and jitsi-srtp's own contexts as the other side. */
@NullMarked
package foyer.sfu.srtp;

import org.jspecify.annotations.NullMarked;
