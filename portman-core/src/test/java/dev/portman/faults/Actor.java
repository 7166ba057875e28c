package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.Hooks;
import dev.portman.model.OnConflict;
import dev.portman.model.PortmanException;
import dev.portman.model.ServerKey;
import dev.portman.testing.PythonServer;
import dev.portman.testing.SpecBuilder;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** portman in a JVM of its own, told line by line what to do; answers each line with one. */
final class Actor {

    /** What runs after the stop of a server that is {@code cleaned}: leaves a line in the project. */
    private static final List<String> CLEANS = List.of("/bin/sh", "-c", "echo cleaned >> cleaned");

    private final Path project;
    private final Path state;
    private final Portman portman;
    private final OddServers odd;

    private Actor(Path state, Path project) {
        this.project = project;
        this.state = state;
        this.portman = Portman.open(Map.of("PORTMAN_STATE_HOME", state.toString()), Allowances.NONE, event -> {});
        this.odd = new OddServers(state, project, portman);
    }

    /** Arguments: state folder, project folder; what follows are the lines to do, if they are not to be read from the input. */
    public static void main(String[] arguments) throws IOException {
        Actor actor = new Actor(Path.of(arguments[0]), Path.of(arguments[1]));
        Alarm alarm = new Alarm();
        say(Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString());
        for (String line : List.of(arguments).subList(2, arguments.length)) {
            alarm.wind();
            say(actor.answer(line));
        }
        if (arguments.length > 2) {
            return;
        }
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            alarm.wind();
            say(actor.answer(line));
        }
    }

    /** Again if it fails: the write may be the very call that is made to fail. */
    private static void say(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        FileOutputStream output = new FileOutputStream(FileDescriptor.out);
        try {
            output.write(bytes);
        } catch (IOException once) {
            output.write(bytes);
        }
    }

    private String answer(String line) {
        String[] words = line.split(" ", -1);
        try {
            return switch (words[0]) {
                case "start" -> start(words, Hooks.NONE);
                case "cleaned" -> start(words, new Hooks(List.of(), List.of(CLEANS), Duration.ofSeconds(30)));
                case "build" -> odd.build(words);
                case "silent" -> odd.silent(words);
                case "sleep" -> sleep();
                case "never" -> odd.never(words);
                case "clock" -> "clock " + System.currentTimeMillis();
                case "flood" -> odd.flood(words);
                case "chatty" -> odd.chatty(words);
                case "kept" -> odd.kept(words);
                case "status" ->
                    "status "
                            + portman.status(project).stream()
                                    .map(it -> it.state())
                                    .toList();
                case "space" -> "space " + state.toFile().getUsableSpace();
                case "clean" -> odd.clean();
                case "stop" -> stop(words[1]);
                case "release" -> release(words[1]);
                case "kill" -> kill(Integer.parseInt(words[1]));
                case "reserve" -> reserve(Integer.parseInt(words[1]));
                case "broken" -> broken(Long.parseLong(words[1]));
                case "at" -> at(Long.parseLong(words[1]), line.substring(line.indexOf(' ', 3) + 1));
                default -> throw new IllegalArgumentException(line);
            };
        } catch (PortmanException refused) {
            return refused.getClass().getSimpleName() + " "
                    + String.valueOf(refused.getMessage()).replace('\n', ' ');
        }
    }

    /** {@code start NAME PORT POLICY MARK}: the mark is shown in the command line of the server. */
    private String start(String[] words, Hooks hooks) {
        return "started "
                + portman.start(new SpecBuilder(project, words[1])
                                .port(Integer.parseInt(words[2]))
                                .onConflict(OnConflict.valueOf(words[3]))
                                .python(PythonServer.PLAIN, words[4])
                                .hooks(hooks)
                                .build())
                        .record()
                        .assigned()
                        .port();
    }

    private static String sleep() {
        try {
            TimeUnit.SECONDS.sleep(30);
            return "slept";
        } catch (InterruptedException e) {
            return "woken";
        }
    }

    private String stop(String name) {
        return "stopped "
                + portman.stop(new ServerKey(project, name), Optional.empty())
                        .termination()
                        .how();
    }

    private String release(String name) {
        return portman.releaseAll(List.of(new ServerKey(project, name)), Optional.empty())
                        .isEmpty()
                ? "left"
                : "stopped";
    }

    private String kill(int port) {
        return "killed "
                + portman.kill(port, project).killed().stream()
                        .map(it -> Long.toString(it.pid()))
                        .collect(Collectors.joining(" "));
    }

    private String reserve(int count) {
        return "reserved " + portman.reserve(count, List.of());
    }

    private static String broken(long pid) {
        BrokenTarget.stop(pid);
        return "killed " + pid;
    }

    /** At one moment on the clock that all processes share. */
    private String at(long nanoTime, String line) {
        while (System.nanoTime() < nanoTime) {
            Thread.onSpinWait();
        }
        return answer(line);
    }
}
