package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.config.PortText;
import dev.portman.model.Allowances;
import dev.portman.model.FallbackPorts;
import dev.portman.model.InvalidInputException;
import dev.portman.model.PortRange;
import dev.portman.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps free ports for a command: given to no other start or reservation of this user on this host as long as it runs. */
@Command(
        name = ReserveVerb.NAME,
        customSynopsis = "portman reserve [OPTIONS] [VARIABLE...] -- COMMAND [ARGUMENT...]",
        description = {
            "Reserves free ports, runs a command that finds them in its environment, and ends with the command's exit code.",
            "As long as it runs, no start and no reservation of this user on this host gets them."
        },
        footer = {
            "",
            "Examples:",
            "  portman reserve -- ./integration-tests.sh",
            "  portman reserve API_PORT DB_PORT --range 8001-8010 -- npm test"
        })
final class ReserveVerb implements Callable<Integer> {

    static final String NAME = "reserve";

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final PortmanCommand top;
    private final List<String> command;

    @Parameters(
            paramLabel = "VARIABLE",
            description = "What the command finds the ports in, one port for each; PORT if none is named.")
    List<String> variables = List.of("PORT");

    @Option(
            names = "--range",
            paramLabel = "PORTS",
            description = "Where to look: 8001-8010,9000. Any free port of the system if not given.")
    Optional<String> range = Optional.empty();

    @Spec
    CommandSpec spec = CommandSpec.create();

    /**
     * The verb of one call.
     *
     * @param command what stands behind {@code --}
     */
    ReserveVerb(PortmanCommand top, List<String> command) {
        this.top = top;
        this.command = List.copyOf(command);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (command.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The command is missing, and ports are reserved as long as it runs: portman reserve [VARIABLE...] -- COMMAND.");
        }
        checkVariables();
        Screen screen = top.screen();
        Session.check(wanted(Map.of()));
        Portman portman = top.portman(Allowances.NONE, screen);
        try (Session session = new Session(portman, List.of(), screen::error)) {
            session.endOnInterrupt(ExitCode::interrupted);
            return session.run(wanted(reserved(portman, screen)));
        }
    }

    private void checkVariables() {
        for (String variable : variables) {
            if (!VARIABLE.matcher(variable).matches()) {
                throw new InvalidInputException("VARIABLE", variable, "must be a name of letters, digits and '_'");
            }
            if (variables.indexOf(variable) != variables.lastIndexOf(variable)) {
                throw new InvalidInputException("VARIABLE", variable, "stands here twice");
            }
        }
    }

    private Map<String, String> reserved(Portman portman, Screen screen) {
        List<Integer> ports = portman.reserve(variables.size(), ranges());
        Map<String, String> environment = new LinkedHashMap<>();
        for (int i = 0; i < ports.size(); i++) {
            environment.put(variables.get(i), Integer.toString(ports.get(i)));
            screen.note("Reserved port " + ports.get(i) + " as " + variables.get(i) + ".");
        }
        return environment;
    }

    private List<PortRange> ranges() {
        Optional<FallbackPorts> parsed = range.map(it -> PortText.fallback("--range", it));
        return parsed.filter(it -> !it.any()).map(FallbackPorts::ranges).orElse(List.of());
    }

    private dev.portman.model.Command wanted(Map<String, String> environment) {
        return new dev.portman.model.Command(command, top.project().directory(), environment);
    }
}
