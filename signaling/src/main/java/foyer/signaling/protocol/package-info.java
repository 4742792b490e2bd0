/**
 * What clients and server say to each other, version 1: events, answers, notices, words, rates, and
 * their JSON. Immutable values only, safe on every thread.
 *
 * <p>Knows nothing of sockets or rooms; a payload that makes no sense becomes null, never an
 * exception.
 */
@NullMarked
package foyer.signaling.protocol;

import org.jspecify.annotations.NullMarked;
