package dev.portman.faults;

import dev.portman.faults.ProcSnapshot.Entry;
import dev.portman.testing.PythonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Processes that have nothing to do with portman and are in its way, or near: most of them nothing may happen to. */
final class TrialStrangers implements AutoCloseable {

    /** Notes each signal that does not end it. */
    private static final String CODE = """
            folder, port, notes = sys.argv[1:4]
            os.chdir(folder)
            def note(number, frame):
                with open(notes, 'a') as file: file.write(str(number) + ' ')
            for number in (1, 2, 10, 12, 18, 23, 28):
                signal.signal(number, note)
            if port != '0':
                s = socket.socket()
                s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                s.bind(('127.0.0.1', int(port)))
                s.listen()
            ready(); wait()
            """;

    private final Path folder;
    private final Path notes;
    private final List<PythonProcess> all = new ArrayList<>();
    private final List<Entry> spared = new ArrayList<>();

    /** None yet; {@code folder} is where they work. */
    TrialStrangers(Path folder, Path notes) throws IOException {
        this.folder = folder;
        this.notes = Files.createFile(notes);
        Files.setPosixFilePermissions(notes, PosixFilePermissions.fromString("rw-rw-rw-"));
    }

    /** One more, that listens on {@code port} unless that is 0; with words in front that make it another user's. */
    long start(int port, List<String> prefix) {
        PythonProcess stranger = PythonProcess.start(prefix, Map.of(), CODE, folder, port, notes);
        all.add(stranger);
        return stranger.pid();
    }

    /** Nothing may happen to this one. */
    void spare(long pid) {
        spared.add(Optional.ofNullable(ProcSnapshot.now().processes().get(pid)).orElseThrow());
    }

    /** What happened to those that nothing may happen to. */
    List<String> harm() {
        ProcSnapshot now = ProcSnapshot.now();
        List<String> harm = new ArrayList<>();
        spared.stream().filter(it -> !now.hasAlive(it)).forEach(it -> harm.add("stranger " + it.pid()));
        String signals = ProcSnapshot.text(notes);
        if (!signals.isEmpty()) {
            harm.add("signals to strangers: " + signals);
        }
        return harm;
    }

    @Override
    public void close() {
        all.forEach(PythonProcess::close);
    }
}
