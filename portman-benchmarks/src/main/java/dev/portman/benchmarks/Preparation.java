package dev.portman.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compiles the programs in C, installs the command, and the tools of npm as they are locked. */
final class Preparation {

    private Preparation() {}

    static void of(Place place) throws IOException, InterruptedException {
        Files.createDirectories(place.work());
        Files.createDirectories(place.root().resolve("docs/performance"));
        for (String name : List.of("crowd", "bound", "server")) {
            Path source = place.root().resolve("portman-benchmarks/src/main/c/" + name + ".c");
            place.run(List.of("cc", "-O2", "-o", place.program(name), source.toString()))
                    .succeeded();
        }
        for (Class<?> program : List.of(Empty.class, FirstCall.class)) {
            Path file = place.work().resolve("empty").resolve(program.getName().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            try (InputStream code =
                    Objects.requireNonNull(program.getResourceAsStream(program.getSimpleName() + ".class"))) {
                Files.copy(code, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        place.run(place.portman("install", place.work().toString())).succeeded();
        if (!place.hasNpm()) {
            Path folder = Files.createDirectories(place.work().resolve("npm"));
            for (String each : List.of("package.json", "package-lock.json")) {
                Files.copy(
                        place.root().resolve("portman-benchmarks/src/npm").resolve(each),
                        folder.resolve(each),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Run installed = Run.of(List.of("npm", "ci", "--no-audit", "--no-fund"), folder, Map.of());
            if (installed.exitCode() != 0) {
                System.err.println("Without the tools of npm: " + installed.lastLine());
            }
        }
    }
}
