package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerRecord;
import dev.portman.model.StopResult;
import dev.portman.model.Stopping;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenSession;

/**
 * Stops at the end of the Maven session what must not outlive it and nobody else uses, when post-integration-test never came: a failed test, a build in a JVM that lives on
 * (mvnd). A wrapped listener needs no {@code <extensions>}; what ends the JVM without an end of the session is the guardian's business.
 */
final class BuildEnd {

    /** Two versions of the plugin in one build have two of these classes. */
    private static final String KEY = "dev.portman.buildEnd@" + System.identityHashCode(BuildEnd.class);

    private final Map<ServerKey, ServerRecord> servers = new ConcurrentHashMap<>();
    private final Set<ServerKey> left = ConcurrentHashMap.newKeySet();
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

    /** Releases a start at the end of the session, unless that was done before. */
    void releases(ServerRecord started) {
        servers.put(started.key(), started);
    }

    /**
     * Releases servers now, for a stop that belongs to the build: what this build has left running once is not its to stop any more.
     *
     * @return how it went with those that were stopped
     */
    List<StopResult> release(List<ServerKey> keys, Optional<Stopping> instead) {
        List<ServerKey> rest = keys.stream().filter(it -> !left.contains(it)).toList();
        List<StopResult> stopped = portman.releaseAll(rest, instead);
        rest.forEach(servers::remove);
        left.addAll(rest);
        stopped.forEach(it -> left.remove(it.key()));
        return stopped;
    }

    private static BuildEnd registered(MavenSession session, Portman portman, BuildLog log) {
        BuildEnd end = new BuildEnd(portman, log);
        ExecutionListener before = session.getRequest().getExecutionListener();
        ExecutionListener wrapped = (ExecutionListener) Proxy.newProxyInstance(
                BuildEnd.class.getClassLoader(),
                new Class<?>[] {ExecutionListener.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("sessionEnded")) {
                        end.releaseAll();
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

    private void releaseAll() {
        try {
            portman.releaseStarts(List.copyOf(servers.values()), Optional.empty());
        } catch (PortmanException e) {
            log.error(e.getMessage() + " " + e.advice());
            for (Throwable further : e.getSuppressed()) {
                log.error(String.valueOf(further.getMessage()));
            }
        }
    }
}
