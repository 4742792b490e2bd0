package foyer.load.app;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The media load generator. */
@Command(
        name = "media-load",
        description = "Headless participants for a Foyer server; see load-tests/media/README.md.",
        subcommands = {
            RunCommand.class,
            BenchCommand.class,
            CapacityCommand.class,
            FootprintCommand.class
        },
        mixinStandardHelpOptions = true)
public final class Main {
    /** Libraries of the engine's that log of their own; kept, or the level is forgotten. */
    private static final Logger JITSI = Logger.getLogger("org.jitsi");

    private Main() {}

    public static void main(String[] arguments) {
        JITSI.setLevel(Level.WARNING);
        int exitCode =
                new CommandLine(new Main())
                        .setExecutionExceptionHandler(Main::explain)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments);
        System.exit(exitCode);
    }

    /** What the user can mend is told in a sentence; the rest is our own bug, with its trace. */
    private static int explain(
            Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (failure instanceof RuntimeException) {
            failure.printStackTrace(command.getErr());
        } else {
            command.getErr().println(failure.getMessage());
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
