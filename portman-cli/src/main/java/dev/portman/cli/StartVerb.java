package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.config.Instances;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.ServerStatus;
import dev.portman.model.Side;
import dev.portman.model.StartResult;
import dev.portman.report.PlanReport;
import dev.portman.report.StatusJson;
import dev.portman.report.UndescribedInstances;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Starts servers and returns when they are ready. */
@Command(
        name = "start",
        description = {
            "Starts servers, and those they depend on if these do not run; returns when all are ready.",
            "Those that need nothing of each other start at the same time; if one fails, the others are given up.",
            "A port that is held is freed, or another one is used, as the policy says. A server that runs already is replaced."
        },
        footer = {"", "Examples:", "  portman start", "  portman start backend -p 9000", "  portman start --strict-port"
        })
final class StartVerb implements Callable<Integer> {

    private final PortmanCommand top;

    @Parameters(paramLabel = "NAME", description = "The servers; all if none is named.")
    List<String> names = List.of();

    @Mixin
    StartOptions options = new StartOptions();

    @Mixin
    AllowOption allow = new AllowOption();

    @Mixin
    DryRunOption dryRun = new DryRunOption();

    @Mixin
    OutputOption output = new OutputOption();

    StartVerb(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public Integer call() {
        boolean json = output.isJson();
        Screen screen = top.screen().withEventsAsResults(!json);
        Wanted wanted = options.wanted(top.project(), Side.PERSON, names);
        Portman portman = options.asWanted(top.portman(allow.allowances(), screen));
        List<ServerSpec> specs = wanted.toStart(portman);
        if (dryRun.wanted) {
            return DryRunOption.show(PlanReport.ofStarts(portman.dryRun().start(specs)), screen, json);
        }
        specs.forEach(it -> screen.detail(plan(it)));
        show(portman.startAll(specs), screen, json);
        noteUndescribed(wanted, portman, screen);
        return ExitCode.DONE;
    }

    /** People have read it in the events. */
    static void show(List<StartResult> results, Screen screen, boolean json) {
        if (json) {
            screen.document(
                    StatusJson.many(results.stream().map(StartResult::status).toList()));
        }
    }

    /** Whoever describes fewer instances than before still has the others. */
    static void noteUndescribed(Wanted wanted, Portman portman, Screen screen) {
        List<ServerKey> described =
                wanted.described().stream().map(ServerSpec::key).toList();
        List<ServerStatus> recorded = described.stream()
                .map(ServerKey::directory)
                .distinct()
                .flatMap(it -> portman.status(it).stream())
                .toList();
        UndescribedInstances.warning(
                        Instances.undescribed(described, recorded), names -> "portman stop " + String.join(" ", names))
                .forEach(screen::warning);
    }

    private static String plan(ServerSpec spec) {
        return spec.name() + ": " + String.join(" ", spec.command().argv()) + " (port "
                + spec.port().preferred() + ", on conflict " + spec.onConflict().word() + ", in "
                + spec.command().workingDirectory() + ")";
    }
}
