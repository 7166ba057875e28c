package dev.portman.maven;

import dev.portman.cli.init.Scaffold;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes {@code portman.yaml}, the script {@code dev} and a {@code Makefile} ({@code portman.mk} where there is one) for the servers that it recognises in
 * this folder and in those directly below. Needs no POM; what is there already is kept.
 */
@Mojo(name = "init", requiresProject = false, aggregator = true, threadSafe = true)
public final class InitMojo extends AbstractPortmanMojo {

    /** Overwrites files that are there already. */
    @Parameter(property = "portman.init.force", defaultValue = "false")
    boolean overwrite;

    /** Adds scripts that call {@code ./dev} to {@code package.json}, too. */
    @Parameter(property = "portman.init.npm", defaultValue = "false")
    boolean npm;

    @Override
    void run() {
        print(Scaffold.in(new Where(session, execution).describing(), overwrite, npm));
    }
}
