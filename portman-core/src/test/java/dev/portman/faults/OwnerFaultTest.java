package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.model.PortHeldException;
import dev.portman.model.PortHolder;
import dev.portman.model.PortState;
import dev.portman.model.ServerSpec;
import dev.portman.testing.FreePort;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a port, and whether it is free, where that is easily got wrong. */
@Tag("faults")
class OwnerFaultTest {

    private static final String SHARES = """
            s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            s.bind(('127.0.0.1', int(sys.argv[1]))); s.listen(); ready(s.getsockname()[1]); wait()
            """;

    private static final String BOTH_FAMILIES = """
            s = socket.socket(socket.AF_INET6); s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
            s.bind(('::', 0)); s.listen(); ready(s.getsockname()[1]); wait()
            """;

    private static final String SIX_ONLY =
            "s = socket.socket(socket.AF_INET6); s.bind(('::1', 0)); s.listen(); ready(s.getsockname()[1]); wait()";

    /** The server says goodbye first, so that the rest of the connection is on its side. */
    private static final String TIME_WAIT = """
            s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.bind(('127.0.0.1', 0)); s.listen(); port = s.getsockname()[1]
            c = socket.create_connection(('127.0.0.1', port)); a = s.accept()[0]
            a.close(); c.recv(1); c.close(); s.close()
            ready(port); wait()
            """;

    @TempDir
    Path folder;

    @Test
    void everyOwnerOfASharedPortIsFound() throws IOException {
        Row row = Row.of(
                "F30",
                "2 to 8 processes listen on one port (SO_REUSEPORT), one of them started by portman: who holds it, `stop`, who holds it then",
                "owners missed or invented, strangers harmed, or a false \"free\"");
        Portman portman = Place.in(folder).portman(event -> {});
        for (int i = 0; i < Trials.of(1, 49); i++) {
            List<PythonProcess> strangers = new ArrayList<>();
            try (Marked marked = Marked.fresh()) {
                ServerSpec spec = server(
                        marked,
                        SHARES.replace("int(sys.argv[1])", "PORT").replace("ready(s.getsockname()[1])", "say('up')"));
                portman.start(spec);
                int port = spec.port().preferred();
                for (int n = 0; n < 1 + i % 7; n++) {
                    strangers.add(PythonProcess.start(SHARES, port));
                }
                Set<Long> theirs =
                        strangers.stream().map(PythonProcess::pid).collect(Collectors.toCollection(TreeSet::new));
                Set<Long> all = new TreeSet<>(theirs);
                marked.processes().forEach(it -> all.add(it.pid()));
                Set<Long> before = holders(portman, port);
                String answer = stop(portman, spec);
                Set<Long> after = holders(portman, port);
                row.trial(
                        !before.equals(all)
                                || !after.equals(theirs)
                                || answer.equals("stopped")
                                || !marked.processes().isEmpty(),
                        "before " + before + " of " + all + ", after " + after + " of " + theirs + ", " + answer);
            } finally {
                strangers.forEach(PythonProcess::close);
            }
        }
        row.end();
    }

    @Test
    void aHolderOfBothFamiliesIsOne() throws IOException {
        Row row = Row.of("F33", "one socket listens on :: for both families", "owners other than this one");
        Portman portman = Place.in(folder).portman(event -> {});
        for (int i = 0; i < Trials.of(3, 50); i++) {
            try (PythonProcess holder = PythonProcess.start(BOTH_FAMILIES)) {
                int port = holder.number(0);
                List<PortHolder> found = portman.holders(port).visibleHolders();
                row.trial(
                        found.size() != 1
                                || found.get(0).pid() != holder.pid()
                                || !found.get(0).addresses().equals(Set.of("::"))
                                || portman.probe(port) != PortState.LISTENING,
                        found.toString());
            }
        }
        row.end();
    }

    @Test
    void aHolderOfTheOtherFamilyIsSeen() throws IOException {
        Row row = Row.of("F34", "a port is held on ::1 only, which 127.0.0.1 does not show", "false \"free\"");
        Portman portman = Place.in(folder).portman(event -> {});
        for (int i = 0; i < Trials.of(3, 50); i++) {
            try (PythonProcess holder = PythonProcess.start(SIX_ONLY)) {
                int port = holder.number(0);
                String found = portman.holders(port).toString();
                row.trial(portman.probe(port) != PortState.LISTENING || !found.contains("::1"), found);
            }
        }
        row.end();
    }

    @Test
    void whatRemainsOfConnectionsIsNotInTheWay() throws IOException {
        Row row = Row.of(
                "F36",
                "a server has closed its connections first and is gone: its port is in TIME_WAIT",
                "false \"held\"");
        Place place = Place.in(folder);
        Portman portman = place.portman(event -> {});
        for (int i = 0; i < Trials.of(3, 50); i++) {
            try (PythonProcess rest = PythonProcess.start(TIME_WAIT);
                    Marked marked = Marked.fresh()) {
                PortState state = portman.probe(rest.number(0));
                ServerSpec spec = place.server("server")
                        .port(rest.number(0))
                        .python(PythonServer.PLAIN, marked.word())
                        .build();
                int port = portman.start(spec).record().assigned().port();
                portman.stop(spec.key(), Optional.empty());
                row.trial(state != PortState.FREE || port != rest.number(0), state + ", " + port);
            }
        }
        row.end();
    }

    private static Set<Long> holders(Portman portman, int port) {
        return portman.holders(port).visibleHolders().stream()
                .map(PortHolder::pid)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String stop(Portman portman, ServerSpec spec) {
        try {
            portman.stop(spec.key(), Optional.empty());
            return "stopped";
        } catch (PortHeldException held) {
            return String.valueOf(held.getMessage());
        }
    }

    private ServerSpec server(Marked marked, String code) throws IOException {
        return Place.in(folder)
                .server("server")
                .port(FreePort.any())
                .python(code, marked.word())
                .build();
    }
}
