package dev.portman.maven;

import dev.portman.model.InvalidInputException;
import dev.portman.model.ServerSpec;
import dev.portman.session.Audience;
import dev.portman.session.Ending;
import dev.portman.session.Foreground;
import dev.portman.session.Session;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Runs the described servers in the foreground and shows what they write, each line with its server's name. Ctrl-C stops all of them gracefully; a second
 * Ctrl-C ends them at once. Fails the build when all have ended by themselves.
 */
@Mojo(name = "run", threadSafe = true)
public final class RunMojo extends AbstractSessionMojo {

    @Override
    void check() {
        if (!isTyped()) {
            throw new InvalidInputException(
                    "portman:run",
                    "",
                    "cannot run in a phase, since it stays in the foreground until somebody ends it; bind start and stop, or exec");
        }
    }

    @Override
    void attend(Session servers, List<ServerSpec> specs, Map<String, String> already)
            throws MojoFailureException, InterruptedException {
        List<String> names = specs.stream().map(it -> nameOf(it.key())).toList();
        new Foreground(specs, this::nameOf, logLines(names, true))
                .run(servers, new Audience(this::print, e -> buildLog().error(text(e))));
        Ending.awaitIfUnderWay();
        throw new MojoFailureException("All servers have ended by themselves: " + String.join(", ", names) + ".");
    }
}
