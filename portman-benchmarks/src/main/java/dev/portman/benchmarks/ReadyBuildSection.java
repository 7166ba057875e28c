package dev.portman.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** From the moment at which a server of a build listens to the next goal of that build. */
final class ReadyBuildSection implements Section {

    private static final Map<String, MavenBuild> WAYS = new LinkedHashMap<>();

    static {
        WAYS.put("server of C, `portman:start`", MavenBuild.PORTMAN);
        WAYS.put("server of C, process-exec-maven-plugin", MavenBuild.PROCESS_EXEC);
        WAYS.put("Spring Boot, `portman:start`", MavenBuild.SPRING_PORTMAN);
        WAYS.put("Spring Boot, `spring-boot:start`", MavenBuild.SPRING_BOOT);
        WAYS.put("Spring Boot, process-exec-maven-plugin", MavenBuild.SPRING_PROCESS_EXEC);
    }

    private final Random random = new Random(1);

    @Override
    public String name() {
        return "ready-builds";
    }

    @Override
    public String title() {
        return "Ready in a build";
    }

    @Override
    public String measure(Place place) throws IOException, InterruptedException {
        MavenBuild.fetch(place, List.copyOf(WAYS.values()));
        List<String> names = List.copyOf(WAYS.keySet());
        List<Contender> contenders = new ArrayList<>();
        WAYS.forEach((name, build) -> contenders.add(new Contender(name, () -> latency(place, build))));
        Comparison comparison = Comparison.of(place.full() ? 15 : 6, contenders);
        return "From the moment at which the server listens, as it notes itself, until Maven begins the next goal, by the clock of Maven's log (milliseconds). The server of C listens after 0.3"
                + " to 1.3 s, the application of Spring Boot when it is up. The plugins have their defaults, but `spring-boot:start` more patience.\n\n"
                + comparison.markdown("", names.get(0))
                + Target.HEAD
                + target(comparison, "ready in a build, server of C", names.get(0), names.get(1))
                + target(comparison, "ready in a build, Spring Boot", names.get(2), names.get(3), names.get(4));
    }

    private static String target(Comparison comparison, String what, String portman, String... others) {
        return new Target(
                        what + ", beside the fastest other way",
                        1,
                        comparison.median(portman) / comparison.fastest(others),
                        "×",
                        "the proof of who listens, and writing record, history and status")
                .row();
    }

    private long latency(Place place, MavenBuild build) throws IOException, InterruptedException {
        Around plain = Around.of(Fixture.freePort(), Stamp.fresh(place, "opened-1"), "true");
        String delay = Integer.toString(300 + random.nextInt(1_000));
        Around around = build.isSpring() ? plain : plain.with("delay", delay);
        Run run = place.run(build.command(place, around), MavenClock.ENVIRONMENT);
        run.succeeded();
        WrongAnswer.unless(!Fixture.answers(around.port()), "its server is still there");
        return MavenClock.begin(run, "test") - around.opened().read();
    }
}
