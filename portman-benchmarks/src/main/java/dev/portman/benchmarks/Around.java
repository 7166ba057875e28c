package dev.portman.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wanted of every tool that has a server around a test: such a server, started before such a test and stopped after it.
 *
 * @param port on which it is to listen
 * @param opened where it notes when it listens
 * @param test words of the command that is the test
 * @param options more words for the server
 */
record Around(int port, Stamp opened, List<String> test, List<String> options) {

    /** How long a server lives that nobody stops. */
    private static final String SECONDS = "120";

    static Around of(int port, Stamp opened, String test) {
        return new Around(port, opened, List.of(test.split(" ", -1)), List.of());
    }

    Around with(String... more) {
        return new Around(port, opened, test, List.of(more));
    }

    /** The server of C. */
    List<String> server(Place place) {
        List<String> words = new ArrayList<>(
                Fixture.serverCommand(place, port, "opened", opened.file().toString(), "seconds", SECONDS));
        words.addAll(options);
        return words;
    }

    /** The same of the application of Spring Boot. */
    List<String> springArguments() {
        List<String> words =
                new ArrayList<>(List.of("--server.port=" + port, "--opened=" + opened.file(), "--seconds=" + SECONDS));
        options.forEach(it -> words.add("--" + it + "=true"));
        return words;
    }

    /** A command with a placeholder in place of the port. */
    List<String> withPort(List<String> command, String placeholder) {
        String number = Integer.toString(port);
        return command.stream()
                .map(it -> it.equals(number) ? placeholder : it)
                .map(it -> it.equals("--server.port=" + number) ? "--server.port=" + placeholder : it)
                .toList();
    }
}
