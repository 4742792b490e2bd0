/**
 * An ICE-lite agent (RFC 8445 2.5) and the STUN messages it needs (RFC 8489); the only user of
 * ice4j.
 *
 * <p>Lives on its transport's loop; time is an argument. Keeps no buffer. Knows no sockets: a path
 * is a name.
 */
@NullMarked
package foyer.sfu.ice;

import org.jspecify.annotations.NullMarked;
