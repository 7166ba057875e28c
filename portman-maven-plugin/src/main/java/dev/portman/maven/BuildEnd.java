package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerKey;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenSession;

/**
 * Stops at the end of the Maven session what must not outlive it, when post-integration-test never came: a failed test, a build in a JVM that lives on
 * (mvnd). A wrapped listener needs no {@code <extensions>}; what ends the JVM without an end of the session is the guardian's business.
 */
final class BuildEnd {

    /** Two versions of the plugin in one build have two of these classes. */
    private static final String KEY = "dev.portman.buildEnd@" + System.identityHashCode(BuildEnd.class);

    private final Set<ServerKey> servers = ConcurrentHashMap.newKeySet();
    private final Portman portman;
    private final BuildLog log;

    private BuildEnd(Portman portman, BuildLog log) {
        this.portman = portman;
        this.log = log;
    }

    /** The one of this session; registered with the first server. */
    static BuildEnd of(MavenSession session, Portman portman, BuildLog log) {
        synchronized (session.getRequest()) {
            return (BuildEnd)
                    session.getRequest().getData().computeIfAbsent(KEY, key -> registered(session, portman, log));
        }
    }

    /** Stops {@code server} at the end of the session, if it still runs then. */
    void stops(ServerKey server) {
        servers.add(server);
    }

    private static BuildEnd registered(MavenSession session, Portman portman, BuildLog log) {
        BuildEnd end = new BuildEnd(portman, log);
        ExecutionListener before = session.getRequest().getExecutionListener();
        ExecutionListener wrapped = (ExecutionListener) Proxy.newProxyInstance(
                BuildEnd.class.getClassLoader(),
                new Class<?>[] {ExecutionListener.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("sessionEnded")) {
                        end.stopAll();
                    }
                    try {
                        return before == null ? null : method.invoke(before, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        session.getRequest().setExecutionListener(wrapped);
        return end;
    }

    private void stopAll() {
        for (ServerKey server : servers) {
            try {
                portman.stop(server, Optional.empty());
            } catch (PortmanException e) {
                log.error(e.getMessage() + " " + e.advice());
            }
        }
    }
}
