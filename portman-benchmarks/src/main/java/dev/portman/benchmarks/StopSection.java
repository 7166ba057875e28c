package dev.portman.benchmarks;

import dev.portman.Portman;
import dev.portman.internal.ownership.ServerTree;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import dev.portman.process.ProcessTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** From the end of a server to the return of whatever ended it. */
final class StopSection implements Section {

    private static final String STOP = "portman stop, in a warm JVM";
    private static final String SCAN = "one scan of the tree";
    private static final String COMMAND = "`portman stop`, whole command";

    @Override
    public String name() {
        return "stop";
    }

    @Override
    public String title() {
        return "Stopping";
    }

    @Override
    public boolean alone() {
        return true;
    }

    @Override
    public String measure(Place place) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder(
                "From the moment at which the server ends until the call returns, or the whole command where it is one. portman's call includes the proof that the whole tree is gone and that the"
                        + " port can be bound; of the others only `pm2 stop` looks whether the server is gone. The server obeys at once: `fkill` and portman send SIGTERM, pm2 SIGINT, `kill-port` SIGKILL.\n\n");
        StringBuilder targets = new StringBuilder(Target.HEAD);
        for (int processes : List.of(100, 1_000)) {
            try (Fixture crowd = Fixture.crowd(place, processes, 200);
                    Pm2 pm2 = new Pm2(place)) {
                Portman portman = Project.open(place);
                Comparison comparison = Comparison.of(place.full() ? 40 : 15, contenders(place, portman, pm2));
                text.append(comparison.markdown(processes + " processes", STOP));
                targets.append(new Target(
                                "stop, before the last scan, " + processes + " processes",
                                5,
                                (comparison.median(STOP) - comparison.median(SCAN)) / 1e6,
                                "ms",
                                "a profile: two thirds are writing that it has stopped, in the record's folder and in the project's logs, one third is noticing"
                                        + (crowd.isAlive() ? "" : "; but the crowd ended early"))
                        .row());
            }
        }
        return text.append(targets).toString();
    }

    private static List<Contender> contenders(Place place, Portman portman, Pm2 pm2) {
        List<Contender> contenders = new ArrayList<>(List.of(
                new Contender(STOP, () -> stop(place, portman)),
                new Contender(SCAN, () -> scan(place, portman)),
                new Contender(COMMAND, () -> command(place, portman))));
        if (place.hasNpm()) {
            contenders.add(new Contender("`fkill :PORT`, whole command", () -> killed(place, "fkill", ":")));
            contenders.add(new Contender("`kill-port PORT`, whole command", () -> killed(place, "kill-port", "")));
            contenders.add(new Contender("`pm2 stop`, whole command", () -> pm2(place, pm2)));
        }
        return contenders;
    }

    private static ServerSpec spec(Place place, Stamp ended) throws IOException {
        return Project.of(place, "stop", 1, Fixture.freePort(), "ended " + ended.file() + " seconds 60")
                .spec(Side.PERSON);
    }

    private static long stop(Place place, Portman portman) throws IOException {
        Stamp ended = Stamp.fresh(place, "ended");
        ServerSpec spec = spec(place, ended);
        portman.start(spec);
        portman.stop(spec.key(), Optional.empty());
        return ended.ago();
    }

    private static long scan(Place place, Portman portman) throws IOException {
        ServerSpec spec = spec(place, Stamp.fresh(place, "ended"));
        ServerRecord record = portman.start(spec).record();
        ServerTree tree = new ServerTree(record, ProcessTable.forThisSystem());
        long from = System.nanoTime();
        int members = tree.members().size();
        long nanos = System.nanoTime() - from;
        portman.stop(spec.key(), Optional.empty());
        WrongAnswer.unless(members == 1, members + " processes in a tree of one");
        return nanos;
    }

    private static long command(Place place, Portman portman) throws IOException, InterruptedException {
        Stamp ended = Stamp.fresh(place, "ended");
        ServerSpec spec = spec(place, ended);
        portman.start(spec);
        place.run(place.installed("-C", spec.key().directory().toString(), "stop"))
                .succeeded();
        return ended.ago();
    }

    private static long killed(Place place, String tool, String prefix) throws IOException, InterruptedException {
        int port = Fixture.freePort();
        try (Fixture server = Fixture.server(place, port, "seconds", "60")) {
            CompletableFuture<Long> end = server.end();
            place.run(List.of(place.npm(tool), prefix + port)).succeeded();
            long now = Stamp.now();
            WrongAnswer.unless(server.ends(), "the server lives on");
            return now - end.join();
        }
    }

    private static long pm2(Place place, Pm2 pm2) throws IOException, InterruptedException {
        Stamp ended = Stamp.fresh(place, "ended");
        int port = Fixture.freePort();
        pm2.started(port, "ended", ended.file().toString(), "seconds", "60");
        pm2.stop().succeeded();
        long ago = ended.ago();
        WrongAnswer.unless(!Fixture.answers(port), "the server lives on");
        pm2.delete().succeeded();
        return ago;
    }
}
