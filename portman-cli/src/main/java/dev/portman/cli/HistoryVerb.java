package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.InvalidInputException;
import dev.portman.model.StartHistory;
import dev.portman.report.HistoryReport;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how long the starts of servers took. */
@Command(
        name = "history",
        description = {
            "Shows how long the latest starts of servers took, and what is usual: until the port was freed, the server",
            "launched, its port open, and the server ready, each from the beginning of the start."
        },
        footer = {
            "",
            "Examples:",
            "  portman history",
            "  portman history backend -o json",
            "  portman history -o html > starts.html"
        })
final class HistoryVerb implements Callable<Integer> {

    private final PortmanCommand top;

    @Parameters(paramLabel = "NAME", description = "The servers; all if none is named.")
    List<String> names = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text for people, json for programs, html for one page with a plot per server.")
    String format = "text";

    HistoryVerb(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public Integer call() {
        if (!List.of("text", "json", "html").contains(format)) {
            throw new InvalidInputException("--output", format, "must be text, json or html");
        }
        Screen screen = top.screen();
        List<StartHistory> histories = histories(screen);
        switch (format) {
            case "json" -> screen.document(HistoryReport.json(histories));
            case "html" -> screen.document(HistoryPage.of(histories));
            default -> show(histories, screen);
        }
        return ExitCode.DONE;
    }

    private List<StartHistory> histories(Screen screen) {
        Project project = top.project();
        Portman portman = top.portman(Allowances.NONE, screen);
        List<StartHistory> all = portman.history(project.directory());
        List<String> known =
                project.known(all.stream().map(it -> it.key().name()).toList(), portman);
        List<String> selected = project.selected(names, known);
        return all.stream().filter(it -> selected.contains(it.key().name())).toList();
    }

    private static void show(List<StartHistory> histories, Screen screen) {
        if (histories.isEmpty()) {
            screen.result("No start that succeeded is known here.");
        }
        HistoryReport.lines(histories).forEach(screen::result);
    }
}
