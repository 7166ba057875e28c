package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.model.PortmanException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.project.MavenProject;

/**
 * Releases what a build has taken when its stop never came: a module's when that fails, all at the end of the session, which a JVM that lives on (mvnd)
 * survives. A wrapped listener needs no {@code <extensions>}; what ends the JVM without an end of the session is the guardian's business.
 */
final class SessionEndListener {

    private static final String LISTENER = "listener";

    private final BuildState state;
    private final BuildServers servers;
    private final ReservedPorts reserved;
    private final BuildLog log;

    private SessionEndListener(BuildState state, BuildServers servers, ReservedPorts reserved, BuildLog log) {
        this.state = state;
        this.servers = servers;
        this.reserved = reserved;
        this.log = log;
    }

    /** Sees to the end of a build, once for the whole of it, whichever version of the plugin comes first. */
    static void register(MavenExecutionRequest request, BuildState state, Portman portman, BuildLog log) {
        state.exclusively(() -> {
            if (state.isFirst(LISTENER)) {
                SessionEndListener end = new SessionEndListener(
                        state, new BuildServers(state, portman), new ReservedPorts(request, portman), log);
                request.setExecutionListener(end.around(Optional.ofNullable(request.getExecutionListener())));
            }
            return state;
        });
    }

    private ExecutionListener around(Optional<ExecutionListener> mavens) {
        return (ExecutionListener) Proxy.newProxyInstance(
                SessionEndListener.class.getClassLoader(),
                new Class<?>[] {ExecutionListener.class},
                (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return ofObject(method.getName(), proxy, arguments);
                    }
                    heed(method.getName(), arguments);
                    try {
                        return mavens.isPresent() ? method.invoke(mavens.get(), arguments) : null;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static Object ofObject(String method, Object proxy, Object[] arguments) {
        return switch (method) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "portman's end of the build";
        };
    }

    /** Whatever fails here, Maven's own listeners have to be told. */
    private void heed(String event, Object[] arguments) {
        try {
            if (event.equals("sessionEnded")) {
                release(Takes::all);
                reserved.release();
                state.end(Set.of(LISTENER));
            } else if (event.equals("projectFailed") && arguments[0] instanceof ExecutionEvent failed) {
                Optional.ofNullable(failed.getProject())
                        .map(MavenProject::getBasedir)
                        .ifPresent(it -> release(
                                takes -> takes.of(Where.real(it.toPath()).toString())));
            }
        } catch (Throwable e) {
            tell(e);
            Arrays.stream(e.getSuppressed()).forEach(this::tell);
        }
    }

    private void release(Function<Takes, List<Take>> which) {
        servers.release(which, Optional.empty(), true);
    }

    private void tell(Throwable failure) {
        String advice = failure instanceof PortmanException refused ? " " + refused.advice() : "";
        log.error((failure instanceof PortmanException ? failure.getMessage() : failure) + advice);
    }
}
