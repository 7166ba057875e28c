package dev.portman.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A server around a test in a whole build. */
final class BuildSection implements Section {

    private static final List<MavenBuild> PLAIN = List.of(MavenBuild.PORTMAN, MavenBuild.PROCESS_EXEC);
    private static final List<MavenBuild> SPRING =
            List.of(MavenBuild.SPRING_PORTMAN, MavenBuild.SPRING_BOOT, MavenBuild.SPRING_PROCESS_EXEC);

    @Override
    public String name() {
        return "builds";
    }

    @Override
    public String title() {
        return "A server around a test";
    }

    @Override
    public String measure(Place place) throws IOException, InterruptedException {
        Comparison plain = comparison(place, PLAIN);
        Comparison spring = comparison(place, SPRING);
        String portman = MavenBuild.PORTMAN.words();
        String other = MavenBuild.PROCESS_EXEC.words();
        return "`mvn -o verify` with a server before the integration test, which is `true`, and its end after it: a server of C in a build that does nothing else; an application of"
                + " Spring Boot, compiled before, in a build that packs it. `spring-boot:start` runs its classes, the others run its jar with the same options of the JVM. The plugins have their defaults, but `spring-boot:start` more patience.\n\n"
                + plain.markdown("a server of C", other)
                + spring.markdown("Spring Boot", MavenBuild.SPRING_BOOT.words())
                + Target.HEAD
                + new Target(
                                "a build with start and stop, beside process-exec-maven-plugin",
                                1,
                                plain.ratio(portman, other),
                                "×",
                                "the guardian, the record and the proofs")
                        .row()
                + new Target(
                                "a build of Spring Boot, beside the fastest other way",
                                1,
                                spring.median(portman) / spring.fastest(MavenBuild.SPRING_BOOT.words(), other),
                                "×",
                                "the guardian, the record and the proofs")
                        .row();
    }

    private static Comparison comparison(Place place, List<MavenBuild> builds)
            throws IOException, InterruptedException {
        MavenBuild.fetch(place, builds);
        List<Contender> contenders = new ArrayList<>();
        for (MavenBuild build : builds) {
            contenders.add(new Contender(build.words(), () -> whole(place, build)));
        }
        return Comparison.of(place.full() ? 15 : 5, contenders);
    }

    private static long whole(Place place, MavenBuild build) throws IOException, InterruptedException {
        Around around = Around.of(Fixture.freePort(), Stamp.fresh(place, "opened-1"), "true");
        long nanos = place.run(build.command(place, around)).succeeded().nanos();
        WrongAnswer.unless(around.opened().isThere(), "its server never listened");
        WrongAnswer.unless(!Fixture.answers(around.port()), "its server is still there");
        return nanos;
    }
}
