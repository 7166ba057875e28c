package dev.portman.cli;

import dev.portman.report.PlanReport;
import picocli.CommandLine.Option;

/** Whether the user only wants to know. */
final class DryRunOption {

    @Option(
            names = "--dry-run",
            description = "Tells what would be done, and does nothing; fails with what is certain to fail.")
    boolean wanted;

    /**
     * Shows a plan.
     *
     * @return the exit code
     * @throws dev.portman.model.PortmanException what the verb would have failed with
     */
    static int show(PlanReport plan, Screen screen, boolean json) {
        if (json) {
            screen.document(plan.json());
        } else {
            screen.results(plan.lines());
        }
        plan.refusal().ifPresent(it -> {
            throw it;
        });
        return ExitCode.DONE;
    }
}
