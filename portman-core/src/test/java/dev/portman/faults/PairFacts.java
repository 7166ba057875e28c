package dev.portman.faults;

import dev.portman.model.ServerRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is there when both verbs have ended.
 *
 * @param turns all starts of the server
 * @param records what portman remembers, read from its folder
 * @param living the processes that work in the project
 * @param answer the pid that whoever listens on the port names as its own; empty if nobody answers
 * @param bindable whether the port can be had
 */
record PairFacts(
        List<Turn> turns, List<ServerRecord> records, List<Long> living, Optional<Long> answer, boolean bindable) {

    static PairFacts of(Place place, String name, int port, Witness witness) {
        List<Turn> turns = Turn.of(
                witness.lives().stream().filter(it -> it.name().equals(name)).toList());
        return new PairFacts(
                turns,
                Records.registry(place.state()).all(),
                living(place).stream().map(ProcessHandle::pid).toList(),
                answer(port),
                new LocalPort(port).isBindable());
    }

    /** Whatever works in a project: servers and their hooks, but no portman. */
    static List<ProcessHandle> living(Place place) {
        return ProcessHandle.allProcesses()
                .filter(it -> worksIn(place.project(), it.pid()))
                .filter(it ->
                        ProcSnapshot.of(it.pid()).filter(now -> !now.isGone()).isPresent())
                .toList();
    }

    private static boolean worksIn(Path folder, long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")).startsWith(folder);
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private static Optional<Long> answer(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return reader.lines().reduce((before, last) -> last).map(Long::valueOf);
        } catch (IOException | java.io.UncheckedIOException nobody) {
            return Optional.empty();
        }
    }
}
