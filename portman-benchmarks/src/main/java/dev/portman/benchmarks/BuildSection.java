package dev.portman.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A server around a test in a whole build. */
final class BuildSection implements Section {

    private static final List<MavenBuild> BUILDS = List.of(MavenBuild.PORTMAN, MavenBuild.PROCESS_EXEC);

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
        MavenBuild.fetch(place);
        List<Contender> contenders = new ArrayList<>();
        for (MavenBuild build : BUILDS) {
            contenders.add(new Contender(build.words(), () -> {
                int port = Fixture.freePort();
                Stamp opened = Stamp.fresh(place, "opened-1");
                long nanos = place.run(build.command(place, port, opened, "true"))
                        .succeeded()
                        .nanos();
                WrongAnswer.unless(opened.isThere(), "its server never listened");
                WrongAnswer.unless(!Fixture.answers(port), "its server is still there");
                return nanos;
            }));
        }
        Comparison comparison = Comparison.of(place.full() ? 15 : 5, contenders);
        String portman = MavenBuild.PORTMAN.words();
        String other = MavenBuild.PROCESS_EXEC.words();
        return "`mvn -o verify` with a server of C before the integration test, which is `true`, and its end after it.\n\n"
                + comparison.markdown("", other)
                + Target.HEAD
                + new Target(
                                "a build with start and stop, beside process-exec-maven-plugin",
                                1,
                                comparison.ratio(portman, other),
                                "×",
                                "the guardian, the record and the proofs")
                        .row();
    }
}
