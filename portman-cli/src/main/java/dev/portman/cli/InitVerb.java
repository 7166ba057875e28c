package dev.portman.cli;

import dev.portman.cli.init.Scaffold;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Gives a project its {@code portman.yaml}, {@code dev} and {@code Makefile}. */
@Command(
        name = "init",
        description = {
            "Writes portman.yaml, dev and a Makefile (portman.mk where there is one) into the project's folder.",
            "Recognises Spring Boot and Quarkus (pom.xml), a script dev (package.json), Django (manage.py) and FastAPI, in",
            "the folder itself and in those directly below, and takes ports from .env, vite.config and application.properties.",
            "What is there already is kept."
        },
        footer = {"", "Examples:", "  portman init", "  portman init --npm", "  portman -C ../shop init --force"})
final class InitVerb implements Callable<Integer> {

    private final PortmanCommand top;

    @Option(names = "--force", description = "Overwrites files that are there already.")
    boolean force;

    @Option(names = "--npm", description = "Adds scripts that call ./dev to package.json, too.")
    boolean npm;

    InitVerb(PortmanCommand top) {
        this.top = top;
    }

    @Override
    public Integer call() {
        Scaffold.in(top.project().directory(), force, npm).forEach(top.screen()::result);
        return ExitCode.DONE;
    }
}
