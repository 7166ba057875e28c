package dev.portman.cli;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One call of the command: reads the words, runs the verb, turns whatever goes wrong into a message and an exit code. */
final class Invocation {

    private static final String SEPARATOR = "--";
    private static final Set<String> COMMAND_TAKERS = Set.of(ExecVerb.NAME, ReserveVerb.NAME);

    private Invocation() {}

    /** The exit code. */
    static int run(List<String> words) {
        PortmanCommand top = new PortmanCommand();
        CommandLine line = commandLine(top, behindSeparator(words));
        return line.execute(beforeSeparator(words).toArray(String[]::new));
    }

    /**
     * Reads words and does nothing.
     *
     * @throws picocli.CommandLine.ParameterException if they cannot be understood
     */
    static ParseResult parse(List<String> words) {
        PortmanCommand top = new PortmanCommand();
        return commandLine(top, behindSeparator(words))
                .parseArgs(beforeSeparator(words).toArray(String[]::new));
    }

    /**
     * All verbs and their options.
     *
     * @param command of the user's, for the verbs that run one
     */
    static CommandLine commandLine(PortmanCommand top, List<String> command) {
        CommandLine line = new CommandLine(top);
        List.of(
                        new StartVerb(top),
                        new StopVerb(top),
                        new RestartVerb(top),
                        new KillVerb(top),
                        new StatusVerb(top),
                        new HealthVerb(top),
                        new LogsVerb(top),
                        new HistoryVerb(top),
                        new DoctorVerb(top),
                        new RunVerb(top),
                        new ExecVerb(top, command),
                        new ReserveVerb(top, command),
                        new InitVerb(top),
                        new InstallVerb(top),
                        new CompletionVerb(line))
                .forEach(line::addSubcommand);
        line.addSubcommand(new HelpVerb(line));
        line.setParameterExceptionHandler(new UsageErrors(top));
        line.setExecutionExceptionHandler((e, at, parsed) -> Failure.told(e, top.screen()));
        line.setExecutionStrategy(parsed -> executed(parsed, top));
        line.setUsageHelpAutoWidth(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static int executed(ParseResult parsed, PortmanCommand top) {
        CommandSpec asked = parsed.hasSubcommand() ? parsed.subcommand().commandSpec() : parsed.commandSpec();
        top.checkOptions(asked.commandLine());
        return new CommandLine.RunLast().execute(parsed);
    }

    /** What stands behind the first {@code --} is a command of the user's: its options are none of ours. */
    private static List<String> behindSeparator(List<String> words) {
        int at = words.indexOf(SEPARATOR);
        return at < 0 ? List.of() : words.subList(at + 1, words.size());
    }

    private static List<String> beforeSeparator(List<String> words) {
        int at = words.indexOf(SEPARATOR);
        return at < 0 || Collections.disjoint(words.subList(0, at), COMMAND_TAKERS) ? words : words.subList(0, at);
    }
}
