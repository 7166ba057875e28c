package dev.portman.faults;

import dev.portman.testing.AsNobody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * All that the trials with one daemon have in common: portman in a JVM that can be told what to do, and the same daemon besides, started by
 * hand, that nothing may happen to.
 */
final class DaemonSetting implements AutoCloseable {

    /** After how many seconds a daemon of ours ends by itself. */
    static final int LIFE = 150;

    /** The homes: of what is tried, of a second project, and of the daemon that is started by hand. */
    static final String OURS = "ours";

    static final String THEIRS = "theirs";
    private static final String BYSTANDER = "bystander";

    private final Daemon daemon;
    private final Path folder;
    private final boolean unmarked;
    private final String classPath;
    private final Labels labels = new Labels();
    private final DaemonByHand bystander;
    private Optional<DaemonJvm> actor = Optional.empty();

    /**
     * Prepares it.
     *
     * @param parent a folder of the test
     * @param unmarked whether portman is kept from marking what it launches: below so low a limit there is no number left to draw
     */
    DaemonSetting(Daemon daemon, Path parent, boolean unmarked) throws IOException {
        this.daemon = daemon;
        this.unmarked = unmarked;
        ForEverybody.open(parent);
        this.folder = Files.createTempDirectory(parent.toRealPath(), "setting");
        ForEverybody.open(folder);
        this.classPath = daemon.isWithoutRoot() ? ForEverybody.copy(folder) : System.getProperty("java.class.path");
        prepare();
        Path project = Files.createDirectory(folder.resolve("by-hand"));
        this.bystander = DaemonByHand.start(daemon, project, home(BYSTANDER), labels.bystanders(), asPortman());
    }

    Daemon daemon() {
        return daemon;
    }

    /** What portman and the servers that it starts carry. */
    String label() {
        return labels.acting();
    }

    /** What happened to the daemon that was started by hand; nothing, one hopes. */
    List<String> harm() {
        return bystander.harm();
    }

    /** What was prepared for a project. */
    Path home(String project) {
        return folder.resolve("home-" + project);
    }

    /** A fresh place for one trial. */
    Place place() throws IOException {
        Place place = Place.in(folder);
        ForEverybody.open(trial(place));
        give(place.state());
        give(place.project());
        return place;
    }

    /** The folder of all of a trial. */
    static Path trial(Place place) {
        return place.project().resolveSibling(".").normalize();
    }

    /** Gives a file of the test to whoever runs portman. */
    void give(Path file) throws IOException {
        if (daemon.isWithoutRoot()) {
            Files.setAttribute(file, "unix:uid", AsNobody.UID);
        }
    }

    /** The words in front of what is to run as the user that portman runs as. */
    List<String> asPortman() {
        return daemon.isWithoutRoot() ? AsNobody.prefix() : List.of();
    }

    /** portman, in the one JVM that serves all trials as long as it answers. */
    DaemonJvm actor() throws IOException {
        if (actor.filter(DaemonJvm::isAlive).isEmpty()) {
            actor = Optional.of(another());
        }
        return actor.get();
    }

    /** portman, in a JVM that may be killed. */
    DaemonJvm another() throws IOException {
        List<String> prefix = Labels.under(label());
        if (unmarked) {
            prefix.add("--locks=4096:4096");
        }
        prefix.addAll(asPortman());
        return DaemonJvm.start(prefix, classPath);
    }

    private void prepare() throws IOException {
        Path first = home(OURS);
        List<String> preparation = daemon.preparation(first);
        if (preparation.isEmpty()) {
            return;
        }
        Files.createDirectory(first);
        Files.setAttribute(first, "unix:uid", AsNobody.UID);
        run(preparation);
        for (String other : List.of(THEIRS, BYSTANDER)) {
            run(List.of("/bin/cp", "-a", first.toString(), home(other).toString()));
        }
    }

    /** Runs words to their end, which must be a good one. */
    static void run(List<String> words) throws IOException {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("failed: " + words);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        actor.ifPresent(DaemonJvm::close);
        labels.close();
    }
}
