package dev.portman;

import dev.portman.config.Placeholders;
import dev.portman.model.AssignedPort;
import dev.portman.model.Command;
import dev.portman.model.HealthCheck;
import dev.portman.model.Hooks;
import dev.portman.model.Readiness;
import dev.portman.model.ServerSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A description with all filled in that is known only once the server has its port: what is launched, and what is asked. */
final class FilledSpec {

    private final Map<String, String> values;

    private FilledSpec(Map<String, String> values) {
        this.values = values;
    }

    /** The same server without placeholders; its command's environment holds the ports of its project, too. */
    static ServerSpec of(ServerSpec spec, AssignedPort assigned, Surrounding surrounding) {
        FilledSpec filled =
                new FilledSpec(surrounding.placeholders(assigned, spec.port().hostOrDefault()));
        Map<String, String> published = new LinkedHashMap<>(surrounding.environment());
        published.put("PORT", Integer.toString(assigned.port()));
        spec.port().host().ifPresent(host -> published.put("HOST", host));
        return spec.with(
                filled.command(spec.command(), published),
                filled.readiness(spec.readiness()),
                filled.hooks(spec.hooks()));
    }

    private Command command(Command command, Map<String, String> published) {
        Map<String, String> environment = new LinkedHashMap<>(command.defaults());
        environment.putAll(published);
        command.environment().forEach((name, value) -> environment.put(name, filled(value)));
        return new Command(
                Placeholders.fill(command.argv(), values),
                command.workingDirectory(),
                command.forks(),
                Map.of(),
                environment);
    }

    private Hooks hooks(Hooks hooks) {
        return new Hooks(
                hooks.beforeStart().stream()
                        .map(it -> Placeholders.fill(it, values))
                        .toList(),
                hooks.afterStop(),
                hooks.timeout());
    }

    private Readiness readiness(Readiness readiness) {
        return new Readiness(
                readiness.checks().stream().map(this::check).toList(), readiness.failure(), readiness.startupTimeout());
    }

    private HealthCheck check(HealthCheck check) {
        if (check instanceof HealthCheck.Tcp tcp) {
            return new HealthCheck.Tcp(tcp.host(), filled(tcp.port()), tcp.timeout());
        }
        return check instanceof HealthCheck.Run run
                ? new HealthCheck.Run(Placeholders.fill(run.argv(), values), run.timeout())
                : check;
    }

    private String filled(String word) {
        return Placeholders.fill(List.of(word), values).get(0);
    }
}
