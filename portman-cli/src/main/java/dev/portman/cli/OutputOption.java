package dev.portman.cli;

import dev.portman.model.InvalidInputException;
import picocli.CommandLine.Option;

/** Whether a person or a program reads the result. */
final class OutputOption {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text for people or json for programs.")
    String format = "text";

    boolean isJson() {
        if (!format.equals("text") && !format.equals("json")) {
            throw new InvalidInputException("--output", format, "must be text or json");
        }
        return format.equals("json");
    }
}
