package dev.portman.testing;

import dev.portman.config.Surroundings;
import dev.portman.model.Command;
import dev.portman.model.FallbackPorts;
import dev.portman.model.HealthCheck;
import dev.portman.model.Hooks;
import dev.portman.model.Lifetime;
import dev.portman.model.OnConflict;
import dev.portman.model.PortRange;
import dev.portman.model.PortRequest;
import dev.portman.model.Readiness;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import dev.portman.model.StopSignal;
import dev.portman.model.Stopping;
import dev.portman.model.Upkeep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Describes a server for a test; what is not said is as users know it, with time-outs short enough for tests. */
public final class SpecBuilder {

    private final Path folder;
    private final String name;
    private final List<HealthCheck> checks = new ArrayList<>();
    private List<String> argv = List.of("/bin/sleep", "60");
    private Map<String, String> environment = Map.of();
    private boolean forks;
    private int port;
    private FallbackPorts fallback = FallbackPorts.NONE;
    private OnConflict onConflict = OnConflict.EVICT;
    private Optional<Pattern> failure = Optional.empty();
    private Duration startupTimeout = Duration.ofSeconds(20);
    private Stopping stopping = new Stopping(Duration.ofSeconds(10), StopSignal.TERM, List.of());
    private Lifetime lifetime = Lifetime.DETACHED;
    private List<String> dependsOn = List.of();
    private Hooks hooks = Hooks.NONE;
    private Upkeep upkeep = Upkeep.NONE;
    private Side side = Side.PERSON;
    private Path describedIn;

    /** A server called {@code name}, described in {@code folder}, which is also where it runs and where its {@code logs} are. */
    public SpecBuilder(Path folder, String name) {
        this.folder = folder;
        this.name = name;
        this.describedIn = folder;
    }

    /** It runs this Python code, see {@link PythonServer}. */
    public SpecBuilder python(String code, Object... arguments) {
        return argv(PythonServer.words(code, arguments));
    }

    /** It runs these words. */
    public SpecBuilder argv(List<String> words) {
        this.argv = words;
        return this;
    }

    /** It puts itself into the background. */
    public SpecBuilder forks() {
        this.forks = true;
        return this;
    }

    /** It gets these variables. */
    public SpecBuilder environment(Map<String, String> variables) {
        this.environment = variables;
        return this;
    }

    /** It prefers this port. */
    public SpecBuilder port(int preferred) {
        this.port = preferred;
        return this;
    }

    /** It may go to these ports. */
    public SpecBuilder fallback(int... ports) {
        List<PortRange> ranges = new ArrayList<>();
        for (int each : ports) {
            ranges.add(new PortRange(each, each));
        }
        this.fallback = new FallbackPorts(ranges, false);
        return this;
    }

    /** What happens in a conflict. */
    public SpecBuilder onConflict(OnConflict policy) {
        this.onConflict = policy;
        return this;
    }

    /** This condition of readiness and no other. */
    public SpecBuilder onlyCheck(HealthCheck check) {
        checks.clear();
        return check(check);
    }

    /** One more condition of readiness. */
    public SpecBuilder check(HealthCheck check) {
        checks.add(check);
        return this;
    }

    /** A line of its log that ends its start. */
    public SpecBuilder failure(String pattern) {
        this.failure = Optional.of(Pattern.compile(pattern));
        return this;
    }

    /** How long its start may take. */
    public SpecBuilder startupTimeout(Duration limit) {
        this.startupTimeout = limit;
        return this;
    }

    /** How it is stopped. */
    public SpecBuilder stopping(Stopping how) {
        this.stopping = how;
        return this;
    }

    /** How long it lives. */
    public SpecBuilder lifetime(Lifetime wanted) {
        this.lifetime = wanted;
        return this;
    }

    /** It needs these servers. */
    public SpecBuilder dependsOn(String... names) {
        this.dependsOn = List.of(names);
        return this;
    }

    /** These commands come before and after. */
    public SpecBuilder hooks(Hooks around) {
        this.hooks = around;
        return this;
    }

    /** This is done while somebody attends to it. */
    public SpecBuilder upkeep(Upkeep done) {
        this.upkeep = done;
        return this;
    }

    /** It is a build's, with what applies to one where its description says nothing. */
    public SpecBuilder ofBuild() {
        this.side = Side.BUILD;
        this.lifetime = Lifetime.BUILD;
        this.onConflict = OnConflict.RECLAIM;
        return this;
    }

    /** Another folder describes it. */
    public SpecBuilder describedIn(Path other) {
        this.describedIn = other;
        return this;
    }

    /** The description. */
    public ServerSpec build() {
        return new ServerSpec(
                new ServerKey(folder, name, side),
                new Command(argv, folder, forks, Map.of(), environment),
                new PortRequest(port, fallback, Optional.empty()),
                onConflict,
                new Readiness(checks, failure, startupTimeout),
                stopping,
                lifetime,
                Surroundings.Folders.of(folder, side).logs(),
                dependsOn,
                hooks,
                upkeep,
                describedIn);
    }
}
