package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import dev.portman.model.ServerSpec;
import dev.portman.model.Termination.How;
import dev.portman.testing.FreePort;
import dev.portman.testing.Needs;
import dev.portman.testing.PythonProcess;
import dev.portman.testing.PythonServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What crashes, bad disks, editors and enemies make of a record. */
@Tag("faults")
class DamagedRecordFaultTest {

    private static final List<String> NO_PIDS = List.of(
            "-1",
            "0",
            "1",
            "2147483648",
            "9223372036854775808",
            "1e9",
            "4242.0",
            "\"1;rm\"",
            "null",
            "[]",
            "{}",
            "true");

    private final AtomicInteger refusals = new AtomicInteger();

    @TempDir
    Path folder;

    @Test
    void aDamagedRecordKillsNobodyAndIsInNobodysWay() throws IOException {
        Place place = Place.in(folder);
        Portman portman = place.portman(event -> {
            if (event instanceof ProgressEvent.RecordRefused) {
                refusals.incrementAndGet();
            }
        });
        Row row = Row.of(
                "F100",
                "the record of a living server: cut at every byte, with random bytes, empty, a gigabyte, deeply nested, with absurd pids under a right sum",
                "wrong kills, exceptions, records believed, or answers later than 1 s");
        try (PythonProcess server = server()) {
            Canary canary = Canary.of(server.pid());
            Records.registry(place.state())
                    .save(Records.of(place.project(), "server", "f".repeat(32), canary.identity()));
            stop(portman, place);
            row.broken("the record is whole", canary.isHarmed());
        }
        try (PythonProcess server = server()) {
            Canary canary = Canary.of(server.pid());
            Records.registry(place.state())
                    .save(Records.of(place.project(), "server", "f".repeat(32), canary.identity()));
            Path file = file(place);
            byte[] whole = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < whole.length; length += Trials.of(40, 1)) {
                judge(row, portman, place, canary, file, Arrays.copyOf(whole, length));
            }
            Random random = new Random(20_261_127);
            for (int i = 0; i < Trials.of(150, 5000); i++) {
                judge(row, portman, place, canary, file, mutated(whole, random));
            }
            for (byte[] odd : odd(new String(whole, StandardCharsets.UTF_8), canary.pid())) {
                judge(row, portman, place, canary, file, odd);
            }
            try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
                huge.setLength(1L << 30);
            }
            judge(row, portman, place, canary);
            Files.write(file, Arrays.copyOf(whole, 100));
            row.trial(!starts(portman, place), "it is in the way of a start");
        }
        row.end();
    }

    private void judge(Row row, Portman portman, Place place, Canary canary, Path file, byte[] content)
            throws IOException {
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        judge(row, portman, place, canary);
    }

    private void judge(Row row, Portman portman, Place place, Canary canary) {
        int before = refusals.get();
        long begun = System.nanoTime();
        String answer;
        try {
            answer = stop(portman, place).toString();
        } catch (RuntimeException any) {
            answer = any.toString();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        row.took(took);
        row.trial(
                canary.isHarmed()
                        || !answer.equals("ALREADY_GONE")
                        || refusals.get() != before + 1
                        || took.toMillis() > 1000,
                answer + " after " + took);
    }

    private static byte[] mutated(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        while (Arrays.equals(bytes, whole)) {
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
        }
        return bytes;
    }

    private static List<byte[]> odd(String whole, long pid) {
        Stream<String> pids =
                NO_PIDS.stream().map(it -> withRightSum(whole.replace("\"pid\":" + pid + ",", "\"pid\":" + it + ",")));
        Stream<String> others = Stream.of(
                "",
                "\ufeff" + whole,
                "\0".repeat(500),
                "[".repeat(60_000),
                "{\"a\":".repeat(10_000),
                whole + whole,
                withRightSum(whole.replaceFirst("\\{", "{\"schema\":2,")),
                "null",
                "\"pid\"");
        return Stream.concat(pids, others)
                .map(it -> it.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static String withRightSum(String text) {
        String body = text.substring(0, text.lastIndexOf(",\"crc32\"")) + "}";
        CRC32 sum = new CRC32();
        sum.update(body.getBytes(StandardCharsets.UTF_8));
        return body.substring(0, body.length() - 1) + ",\"crc32\":\"" + Long.toHexString(sum.getValue()) + "\"}";
    }

    private static boolean starts(Portman portman, Place place) {
        try (Marked marked = Marked.fresh()) {
            ServerSpec spec = place.server("server")
                    .port(FreePort.any())
                    .python(PythonServer.PLAIN, marked.word())
                    .build();
            portman.start(spec);
            return stop(portman, place) == How.GRACEFUL && marked.processes().isEmpty();
        }
    }

    private static How stop(Portman portman, Place place) {
        return portman.stop(new ServerKey(place.project(), "server"), Optional.empty())
                .termination()
                .how();
    }

    private static Path file(Place place) throws IOException {
        try (Stream<Path> files = Files.walk(place.state())) {
            return files.filter(it -> it.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Carries the cookie in a session of its own, as a server does. */
    private static PythonProcess server() {
        return PythonProcess.start(
                List.of(Needs.tool("setsid").toString()), Map.of("PORTMAN_ID", "f".repeat(32)), "ready(); wait()");
    }
}
