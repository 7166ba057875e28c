package dev.portman.maven;

import dev.portman.model.ServerSpec;
import dev.portman.session.Audience;
import dev.portman.session.Ending;
import dev.portman.session.Foreground;
import dev.portman.session.Session;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Runs the described servers in the foreground and shows what they write, each line with its server's name. Ctrl-C stops all of them gracefully; a second
 * Ctrl-C ends them at once. Fails the build when all have ended by themselves.
 */
@Mojo(name = "run", threadSafe = true)
public final class RunMojo extends AbstractSessionMojo {

    @Override
    void attend(Session servers, List<ServerSpec> specs) throws MojoFailureException, InterruptedException {
        List<String> names = specs.stream().map(ServerSpec::name).toList();
        new Foreground(specs, logLines(names, true))
                .run(servers, new Audience(this::print, e -> buildLog().error(text(e))));
        Ending.awaitIfUnderWay();
        throw new MojoFailureException("All servers have ended by themselves: " + String.join(", ", names) + ".");
    }
}
