package dev.portman.process;

import dev.portman.model.ServerFailedException;
import dev.portman.model.StopSignal;
import dev.portman.testing.LaunchedServer;
import dev.portman.testing.SpecBuilder;
import java.nio.file.Path;
import java.util.Map;

/** Launches a server where the programs of the system are others, and prints by which it got a session, or why it got none. */
final class LaunchThere {

    private LaunchThere() {}

    /** A name that shells drop from the environment. */
    private static final String DOTTED = "server.name";

    /** Arguments: a folder, and perhaps the value of a variable whose name is none for a shell. */
    public static void main(String[] arguments) {
        Map<String, String> variables = arguments.length > 1 ? Map.of(DOTTED, arguments[1]) : Map.of();
        try (LaunchedServer server = LaunchedServer.launch(new SpecBuilder(Path.of(arguments[0]), "server")
                .environment(variables)
                .python("say('up', os.environ.get('" + DOTTED + "', 'none')); wait()")
                .build())) {
            String variable = server.awaitLine("up").get(0);
            ProcessTable table = ProcessTable.forThisSystem();
            boolean apart = table.row(server.pid())
                    .filter(row -> row.session() == server.pid())
                    .isPresent();
            boolean marked = table.mark(server.pid()).isPresent()
                    && table.mark(server.pid()).equals(server.record().mark());
            System.out.println((apart ? "apart by " : "not apart by ")
                    + Launcher.sessionMaker(StopSignal.TERM).get(0) + ", marked " + marked + ", variable " + variable);
        } catch (ServerFailedException refused) {
            System.out.println("refused: " + refused.getMessage() + " " + refused.advice());
        }
    }
}
