package dev.portman.faults;

import static org.awaitility.Awaitility.await;

import dev.portman.faults.ProcSnapshot.Entry;
import dev.portman.faults.ProcSnapshot.Listener;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells what of a trial is there and was not before. A process belongs to the trial if it carries the label that the acting portman was
 * started with, which nothing that descends from it can lose; or, should that be wrong, if it has to do with the folder of the trial, or
 * listens on a port of it.
 */
final class TrialObserver {

    private final String label;
    private final Path folder;
    private final Set<Integer> ports;
    private final ProcSnapshot before = ProcSnapshot.now();
    private final Set<Long> ours = new HashSet<>();

    /**
     * Begins to observe: whatever is there now is of no interest.
     *
     * @param label as {@link Labels} has it
     * @param folder of the trial, with all that it reads and writes
     * @param ports that something of the trial could listen on
     */
    TrialObserver(String label, Path folder, Set<Integer> ports) {
        this.label = label;
        this.folder = folder;
        this.ports = Set.copyOf(ports);
    }

    /** This one was started by the test itself, and the test ends it. */
    void ignore(long pid) {
        ours.add(pid);
    }

    /** The living processes of the trial. */
    List<Entry> processes() {
        return processes(ProcSnapshot.now());
    }

    /** Living processes and listeners of the trial, for messages. */
    List<String> left() {
        ProcSnapshot now = ProcSnapshot.now();
        List<String> left =
                new ArrayList<>(processes(now).stream().map(Entry::described).toList());
        Set<Long> known = new HashSet<>();
        ours.forEach(pid -> known.addAll(sockets(pid)));
        now.listeners().stream()
                .filter(it -> ports.contains(it.port()) && isNew(it) && !known.contains(it.inode()))
                .forEach(it -> left.add("a listener on port " + it.port()));
        return left;
    }

    /** Kills what is left, by pid, so that no trial leaves anything to the next one. */
    void clean() {
        for (Entry each : processes()) {
            ProcessHandle.of(each.pid()).ifPresent(ProcessHandle::destroyForcibly);
            await().until(() -> !ProcSnapshot.now().hasAlive(each));
        }
    }

    private List<Entry> processes(ProcSnapshot now) {
        Set<Long> inodes = new HashSet<>();
        now.listeners().stream().filter(it -> ports.contains(it.port())).forEach(it -> inodes.add(it.inode()));
        return now.processes().values().stream()
                .filter(it -> !it.isGone() && !before.hasAlive(it) && !ours.contains(it.pid()))
                .filter(it -> it.label().equals(label) || isOfFolder(it.pid()) || holds(it.pid(), inodes))
                .toList();
    }

    private boolean isNew(Listener listener) {
        return !before.listeners().contains(listener);
    }

    private boolean isOfFolder(long pid) {
        Path process = Path.of("/proc/" + pid);
        String words = ProcSnapshot.text(process.resolve("cmdline")) + ProcSnapshot.text(process.resolve("environ"));
        return words.contains(folder.toString())
                || Stream.concat(
                                Stream.of(link(process.resolve("cwd")), link(process.resolve("exe"))),
                                files(pid).stream())
                        .anyMatch(it -> it.startsWith(folder.toString()));
    }

    private static boolean holds(long pid, Set<Long> inodes) {
        return !inodes.isEmpty() && sockets(pid).stream().anyMatch(inodes::contains);
    }

    private static List<Long> sockets(long pid) {
        return files(pid).stream()
                .filter(it -> it.startsWith("socket:["))
                .map(it -> Long.valueOf(it.substring("socket:[".length(), it.length() - 1)))
                .toList();
    }

    /** What its open files are; none if it has just ended. */
    private static List<String> files(long pid) {
        List<String> targets = new ArrayList<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            links.forEach(it -> targets.add(link(it)));
        } catch (IOException | DirectoryIteratorException gone) {
            return List.of();
        }
        return List.copyOf(targets);
    }

    private static String link(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }
}
