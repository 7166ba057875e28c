package dev.portman.faults;

import static org.awaitility.Awaitility.await;

import dev.portman.faults.ProcSnapshot.Entry;
import dev.portman.testing.AsNobody;
import dev.portman.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.awaitility.core.ConditionTimeoutException;

/** One trial with a daemon in a fresh place: what portman is told to do and has to answer, and what an observer finds meanwhile and afterwards. */
final class DaemonTrial implements AutoCloseable {

    /** A daemon goes on after its port is open: its pid file, its workers. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    /** The end of a build is seen, and its servers are stopped, by processes that have to be started. */
    private static final Duration REAPED = Duration.ofSeconds(30);

    private static final int LOOKS = 300;

    private final DaemonSetting setting;
    private final Daemon daemon;
    private final Place place;
    private final int port = FreePort.any();
    private final int fallback = FreePort.any();
    private final int elsewhere = FreePort.any();
    private final TrialObserver observer;
    private final TrialStrangers strangers;
    private final List<String> left = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> untrue = new ArrayList<>();
    private final List<Duration> starts = new ArrayList<>();

    DaemonTrial(DaemonSetting setting) throws IOException {
        this.setting = setting;
        this.daemon = setting.daemon();
        this.place = setting.place();
        Path trial = DaemonSetting.trial(place);
        setting.actor();
        this.observer = new TrialObserver(setting.label(), trial, Set.of(port, fallback, elsewhere));
        this.strangers = new TrialStrangers(place.project(), trial.resolve("notes"));
        configure(place, port, fallback);
        stranger(0, List.of());
    }

    int port() {
        return port;
    }

    int fallback() {
        return fallback;
    }

    /** A port that the description does not name. */
    int elsewhere() {
        return elsewhere;
    }

    Place place() {
        return place;
    }

    /** The project of somebody else, with the same state folder. */
    Place theirs() throws IOException {
        Path project = place.project().resolveSibling("theirs");
        Place theirs = new Place(place.state(), Files.createDirectory(project));
        setting.give(project);
        configure(theirs, port, fallback);
        return theirs;
    }

    /** What it reads makes it listen elsewhere, wherever it is started. */
    void misconfigure() throws IOException {
        for (int each : List.of(port, fallback)) {
            daemon.configure(place.project(), each, elsewhere, DaemonSetting.LIFE);
        }
    }

    /** A process of the user that portman runs as, which nothing may happen to. */
    long stranger(int on) {
        return stranger(on, setting.asPortman());
    }

    /** A process of somebody else: root's for an unprivileged portman. */
    long strangerOfAnotherUser(int on) {
        return stranger(on, daemon.isWithoutRoot() ? List.of() : AsNobody.prefix());
    }

    private long stranger(int on, List<String> prefix) {
        long pid = toBeEvicted(on, prefix);
        strangers.spare(pid);
        return pid;
    }

    /** A process of the user that portman runs as, which has to go. */
    Entry toBeEvicted(int on) {
        long pid = toBeEvicted(on, setting.asPortman());
        return Optional.ofNullable(ProcSnapshot.now().processes().get(pid)).orElseThrow();
    }

    private long toBeEvicted(int on, List<String> prefix) {
        long pid = strangers.start(on, prefix);
        observer.ignore(pid);
        return pid;
    }

    /** The line that starts the daemon of a project. */
    String startLine(Place of, String... options) {
        String home = setting.home(of.equals(place) ? DaemonSetting.OURS : DaemonSetting.THEIRS)
                .toString();
        return "start daemon=" + daemon.name() + " home=" + home + " port=" + port + " fallback=" + fallback + " "
                + where(of)
                + (options.length == 0 ? "" : " " + String.join(" ", options));
    }

    /** Starts it by the portman that serves all trials. */
    DaemonAnswer start(String... options) throws IOException {
        long begun = System.nanoTime();
        DaemonAnswer answer = new DaemonAnswer(ask(startLine(place, options)));
        if (answer.isReady()) {
            starts.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        return answer;
    }

    /** Has that portman do something in a project. */
    String ask(String verb, Place in) throws IOException {
        return ask(verb + " " + where(in));
    }

    private static String where(Place place) {
        return "state=" + place.state() + " project=" + place.project();
    }

    String ask(String line) throws IOException {
        DaemonJvm actor = setting.actor();
        observer.ignore(actor.pid());
        return actor.ask(line);
    }

    /** Another portman, that may be killed. */
    DaemonJvm another() throws IOException {
        DaemonJvm jvm = setting.another();
        observer.ignore(jvm.pid());
        return jvm;
    }

    /** It has to run on a port, launched once, with nothing beside it; whatever names a pid has to name its own. Returns that pid. */
    long ready(DaemonAnswer answer, Place of, int expected) throws IOException {
        claim(
                answer.isReady() && answer.port() == expected && answer.launches() == 1,
                "ready on " + expected + ": " + answer.text());
        Path file = daemon.pidFile(of.project(), expected);
        claim(holds(SETTLED, () -> ShownPids.in(file) > 0), "no " + file.getFileName());
        long master = ShownPids.in(file);
        if (answer.isReady()) {
            ShownPids.of(answer, of.project()).others(master).forEach(it -> claim(false, it + ", not " + master));
        }
        claim(new LocalPort(expected).answers(), "nobody answers on " + expected);
        return master;
    }

    /** All that lives of the trial has to belong to these daemons. */
    void alone(long... masters) {
        holds(SETTLED, () -> beside(masters).isEmpty());
        beside(masters).forEach(it -> left.add("beside the daemon: " + it));
    }

    private List<String> beside(long... masters) {
        ProcSnapshot now = ProcSnapshot.now();
        return observer.processes().stream()
                .filter(it -> LongStream.of(masters).noneMatch(master -> now.isOfFamily(it, master)))
                .map(Entry::described)
                .toList();
    }

    /** The living processes of a daemon. */
    List<Entry> family(long master) {
        ProcSnapshot now = ProcSnapshot.now();
        return observer.processes().stream()
                .filter(it -> now.isOfFamily(it, master))
                .toList();
    }

    /** Its start has to fail after one launch, with nothing left. */
    void failed(DaemonAnswer answer) {
        claim(answer.isFailure() && answer.launches() == 1, "failure after one launch: " + answer.text());
        nothingIsLeft();
    }

    /** Stops it, and nothing may be left, least of all on its port. */
    void stop(int assigned) throws IOException {
        String answer = ask("stop", place);
        claim(answer.startsWith("stopped "), answer);
        nothingIsLeft();
        claim(new LocalPort(assigned).isBindable(), "port " + assigned + " cannot be bound");
    }

    void nothingIsLeft() {
        left.addAll(observer.left());
    }

    /** As above, once those who look after the dead have been there. */
    void nothingIsLeftSoon() {
        holds(REAPED, () -> observer.left().isEmpty());
        nothingIsLeft();
    }

    /** The daemon itself has to say that its port is taken: otherwise the trial tried something else. */
    void saysTaken() {
        Path own = daemon.log(place.project(), port);
        Path captured = place.project().resolve("logs").resolve("server.log");
        claim(
                holds(SETTLED, () -> (ProcSnapshot.text(own) + ProcSnapshot.text(captured)).contains(daemon.taken())),
                "its log does not say: " + daemon.taken());
    }

    /** Something that portman says, or that follows from it, has to be true. */
    void claim(boolean isTrue, String what) {
        if (!isTrue) {
            untrue.add(what);
        }
    }

    /** These have to live. */
    void unharmed(List<Entry> processes) {
        ProcSnapshot now = ProcSnapshot.now();
        processes.stream()
                .filter(it -> !now.hasAlive(it))
                .forEach(it -> wrong.add("process " + it.pid() + " of a server"));
    }

    /** These have to be gone. */
    void gone(List<Entry> processes) {
        ProcSnapshot now = ProcSnapshot.now();
        processes.stream().filter(now::hasAlive).forEach(it -> left.add(it.described()));
    }

    /** How long those starts took that ended well. */
    List<Duration> starts() {
        return List.copyOf(starts);
    }

    /** What was found; call it last. */
    DaemonFindings findings() {
        wrong.addAll(strangers.harm());
        wrong.addAll(setting.harm());
        return new DaemonFindings(left, wrong, untrue);
    }

    /** Whatever was found, the next trial starts with nothing of this one. */
    @Override
    public void close() {
        holds(SETTLED, () -> {
            observer.clean();
            return observer.processes().isEmpty();
        });
        strangers.close();
    }

    private void configure(Place of, int... ports) throws IOException {
        for (int each : ports) {
            daemon.configure(of.project(), each, each, DaemonSetting.LIFE);
        }
    }

    private static boolean holds(Duration limit, BooleanSupplier condition) {
        try {
            await().atMost(limit)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(limit.dividedBy(LOOKS))
                    .until(condition::getAsBoolean);
            return true;
        } catch (ConditionTimeoutException never) {
            return false;
        }
    }
}
