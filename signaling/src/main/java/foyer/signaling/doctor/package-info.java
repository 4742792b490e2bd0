/**
 * What is wrong with how a server is set up, and what to do about it: before it runs, while it runs
 * and, in the log, when it starts.
 *
 * <p>Each check takes what it looks at as an argument, so that a test can make it find whatever
 * there is to find. Lives on a thread of its own that may wait: nothing here is called by a room or
 * a loop. Nobody but this machine, the site's own name server and the site itself is ever asked.
 */
@NullMarked
package foyer.signaling.doctor;

import org.jspecify.annotations.NullMarked;
