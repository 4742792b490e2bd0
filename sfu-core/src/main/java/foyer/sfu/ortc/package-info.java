/**
 * Negotiation of capabilities and parameters as pure functions over {@code api}, in mediasoup v3's
 * shapes.
 *
 * <p>No state, no thread. Misuse ends in a {@code MediaException} that names the value.
 */
@NullMarked
package foyer.sfu.ortc;

import org.jspecify.annotations.NullMarked;
