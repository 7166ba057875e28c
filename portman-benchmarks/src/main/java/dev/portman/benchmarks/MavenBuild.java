package dev.portman.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** A build that starts a server before its integration test, which is any command, and stops it afterwards: one way to do so each. */
enum MavenBuild {
    PORTMAN("`portman:start`, `portman:stop`", "portman test"),
    PROCESS_EXEC("process-exec-maven-plugin", "process-exec test"),
    EXEC_ASYNC("exec-maven-plugin, async", "exec-async"),
    SPRING_PORTMAN("`portman:start`, `portman:stop`", "repackage portman test"),
    SPRING_PROCESS_EXEC("process-exec-maven-plugin", "repackage process-exec test"),
    SPRING_BOOT("`spring-boot:start`, `spring-boot:stop`", "spring-boot test");

    private static final String APPLICATION = "src/main/java/app/App.java";

    private final String words;
    private final String plugins;

    MavenBuild(String words, String plugins) {
        this.words = words;
        this.plugins = plugins;
    }

    String words() {
        return words;
    }

    /** Whether its server is an application of Spring Boot, which it compiles and packs first, and not one of C. */
    boolean isSpring() {
        return name().startsWith("SPRING");
    }

    /** The build in a folder of its own for each stamp. */
    List<String> command(Place place, Around around) throws IOException {
        Path folder = folder(place, around);
        List<String> server = isSpring() ? spring(place, folder, around) : around.server(place);
        List<String> arguments = this == SPRING_BOOT ? around.springArguments() : server.subList(1, server.size());
        StringBuilder fragments = new StringBuilder();
        for (String each : plugins.split(" ", -1)) {
            fragments.append(resource(each));
        }
        List<String> test = around.test();
        String text = resource(isSpring() ? "spring" : "build")
                .replace("PLUGINS", fragments)
                .replace("COMMAND", String.join(" ", around.withPort(server, "@{port}")))
                .replace("EXECUTABLE", server.get(0))
                .replace(
                        "ARGUMENTS",
                        arguments.stream()
                                .map(it -> "<argument>" + it + "</argument>\n")
                                .collect(Collectors.joining()))
                .replace("PORT", Integer.toString(around.port()))
                .replace("JMX", Integer.toString(Fixture.freePort()))
                .replace("TEST", test.get(0))
                .replace("ARGUMENT", test.size() > 1 ? test.get(1) : "0");
        Files.writeString(folder.resolve("pom.xml"), text);
        return List.of("mvn", "-B", "-ntp", "-o", "-f", folder.toString(), "verify");
    }

    /** Lets Maven fetch what it does not have yet, so that all others can do without a network. */
    static void fetch(Place place, List<MavenBuild> builds) throws IOException, InterruptedException {
        for (MavenBuild each : builds) {
            Around around = Around.of(Fixture.freePort(), Stamp.fresh(place, "opened-1"), "true");
            List<String> command = new ArrayList<>(each.command(place, around));
            command.remove("-o");
            place.run(command).succeeded();
        }
    }

    /** Empty, but for what an application of Spring Boot was compiled to before. */
    private Path folder(Place place, Around around) throws IOException {
        String name = around.opened().file().getFileName() + "-" + name().toLowerCase(Locale.ROOT);
        if (!isSpring()) {
            return place.fresh(name);
        }
        Path folder = place.work().resolve(name);
        Path application = folder.resolve(APPLICATION);
        if (!Files.exists(application)) {
            Files.createDirectories(Objects.requireNonNull(application.getParent()));
            Files.copy(place.root().resolve("portman-benchmarks/src/main/spring/App.java"), application);
        }
        return folder;
    }

    /** The same options of the JVM that {@code spring-boot:start} takes by itself. */
    private static List<String> spring(Place place, Path folder, Around around) {
        List<String> words = new ArrayList<>(List.of(
                place.java(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                folder.resolve("target/app.jar").toString()));
        words.addAll(around.springArguments());
        return words;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(MavenBuild.class.getResourceAsStream(name + ".xml"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
