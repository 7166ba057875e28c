package dev.portman.cli;

import dev.portman.model.Allowances;
import java.util.List;
import picocli.CommandLine.Option;

/** The processes that may be stopped in this very call although they are protected. */
final class AllowOption {

    @Option(
            names = "--allow",
            paramLabel = "NAME|PID",
            description =
                    "Lets a protected process be stopped, by pid or by any name that people know it by. Repeatable, or with commas.")
    List<String> allowed = List.of();

    Allowances allowances() {
        return Allowances.parse(String.join(",", allowed));
    }
}
