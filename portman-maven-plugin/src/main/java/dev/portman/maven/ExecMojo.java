package dev.portman.maven;

import dev.portman.config.CommandWords;
import dev.portman.config.PortVariables;
import dev.portman.model.Command;
import dev.portman.model.InvalidInputException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import dev.portman.session.Ending;
import dev.portman.session.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Starts the described servers, runs a command that finds each of them in its environment ({@code BACKEND_PORT}, {@code BACKEND_URL}), and always stops
 * what it started. An exit code other than 0 of the command fails the build.
 */
@Mojo(name = "exec", threadSafe = true)
public final class ExecMojo extends AbstractSessionMojo {

    private static final String COMMAND = "portman.exec.command";

    /** What to run while the servers run, split into words as a shell does, without a shell; in the folder that describes the servers, or the module's for a goal in a phase. */
    @Parameter(property = COMMAND)
    @Nullable
    String execCommand;

    /** What it starts is for its own time, whoever calls it. */
    @Override
    Side side() {
        return Side.BUILD;
    }

    @Override
    void check() {
        refuseContradictions();
        Session.check(wanted(Map.of()));
    }

    @Override
    void attend(Session servers, List<ServerSpec> specs, Map<String, String> already)
            throws MojoFailureException, InterruptedException {
        servers.start();
        int exitCode = servers.run(wanted(already), this::variablesOf);
        Ending.awaitIfUnderWay();
        if (exitCode != 0) {
            throw new MojoFailureException("The command ended with exit code " + exitCode + ": "
                    + String.join(" ", wanted(already).argv()));
        }
    }

    @Override
    List<String> alsoOf(ProgressEvent event) {
        return LiteralPort.warning(event, it -> "the variable " + variable(it) + "_PORT");
    }

    private String variable(ServerKey server) {
        List<String> names = variablesOf(server);
        return PortVariables.prefix(names.isEmpty() ? server.name() : names.get(names.size() - 1));
    }

    /** Of several modules, the first that says so. */
    private Optional<String> describedCommand() {
        Optional<String> own = Optional.ofNullable(execCommand);
        return modules().areSeveral()
                ? goals()
                        .ask(modules().projects(), it -> Optional.ofNullable(((ExecMojo) it).execCommand))
                        .values()
                        .stream()
                        .flatMap(Optional::stream)
                        .findFirst()
                        .or(() -> own)
                : own;
    }

    private Command wanted(Map<String, String> variables) {
        String written = commandLine().value(COMMAND).or(this::describedCommand).orElse("");
        List<String> words = CommandWords.split(COMMAND, written);
        if (words.isEmpty()) {
            throw new InvalidInputException(
                    COMMAND, "", "is missing: say what to run with -D" + COMMAND + "='npm test' or <execCommand>");
        }
        return new Command(words, modules().areSeveral() ? modules().root() : where().servers(), variables);
    }
}
