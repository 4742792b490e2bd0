/**
 * The commands: run a scenario, run the standard set, find what a machine holds. The only ones that
 * know the command line, start a server, and write to the terminal.
 */
@NullMarked
package foyer.load.app;

import org.jspecify.annotations.NullMarked;
