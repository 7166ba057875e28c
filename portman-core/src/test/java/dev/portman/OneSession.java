package dev.portman;

import dev.portman.model.Allowances;
import dev.portman.model.HealthCheck;
import dev.portman.model.StatusRange;
import dev.portman.session.Session;
import dev.portman.testing.FreePort;
import dev.portman.testing.SpecBuilder;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A build of a JVM that goes on afterwards: it loads portman by a class loader of its own, starts a server, and releases it. */
final class OneSession {

    private OneSession() {}

    /** Runs one. */
    static ClassLoader run(Path state, Path project) throws ReflectiveOperationException, MalformedURLException {
        URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
        var there = loader.loadClass(OneSession.class.getName()).getDeclaredMethod("inside", Path.class, Path.class);
        there.setAccessible(true);
        there.invoke(null, state, project);
        return loader;
    }

    static void inside(Path state, Path project) {
        Portman portman = Portman.open(Map.of("PORTMAN_STATE_HOME", state.toString()), Allowances.NONE, event -> {});
        var server = new SpecBuilder(project, "backend")
                .port(FreePort.any())
                .python("http(lambda c: c.send(b'HTTP/1.0 200 OK\\r\\n\\r\\n'))")
                .check(new HealthCheck.Http("/", new StatusRange(200, 200), Duration.ofSeconds(5)))
                .build();
        try (Session session = new Session(portman, List.of(server), failure -> {
            throw failure;
        })) {
            session.endOnInterrupt(() -> {});
            session.start();
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
