package dev.portman.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files a pattern means, and which folders are worth a look. */
class FilePatternTest {

    private static final Path PROJECT = Path.of("/work/project");

    @ParameterizedTest(name = "{0} means {1}: {2}")
    @CsvSource({
        "server.py, server.py, true",
        "server.py, src/server.py, false",
        "./server.py, server.py, true",
        "src, src/a/b.py, true",
        "src/, src/a/b.py, true",
        "src, source/b.py, false",
        "., a/b.py, true",
        "., a/node_modules/x/y.js, false",
        "., .git/index, false",
        "., .env, true",
        "., target/classes/A.class, false",
        "target/classes, target/classes/A.class, true",
        "*.py, server.py, true",
        "*.py, src/server.py, false",
        "src/*, src/server.py, true",
        "src/*, src/a/server.py, false",
        "src/**, src/a/b/server.py, true",
        "src/**/*.py, src/server.py, true",
        "src/**/*.py, src/a/b/server.py, true",
        "src/**/*.py, src/a/b/server.js, false",
        "src/**/*.py, src/__pycache__/server.py, false",
        "**/*.py, server.py, true",
        "**/*.py, node_modules/a.py, false",
        "**/node_modules/lib/*.js, web/node_modules/lib/a.js, true",
        "**/node_modules/lib/*.js, web/node_modules/other/a.js, false",
        "node_modules/lib/**/*.js, node_modules/lib/src/a.js, true",
        "'src/*.{py,toml}', src/a.toml, true",
        "'src/*.{py,toml}', src/a.js, false",
        "src/[ab].py, src/b.py, true",
        "src/?.py, src/ab.py, false",
        "../shared/**/*.py, ../shared/x/a.py, true",
        "/etc/app.conf, /etc/app.conf, true",
        "/etc/app/*.conf, /etc/app/a.conf, true"
    })
    void meansFiles(String written, String file, boolean meant) {
        assertThat(FilePattern.of(PROJECT, written)
                        .matches(PROJECT.resolve(file).normalize()))
                .isEqualTo(meant);
    }

    @ParameterizedTest(name = "{0} reaches below {1}: {2}")
    @CsvSource({
        "server.py, ., true",
        "server.py, src, false",
        "src/main/a.py, src, true",
        "src, src/a, true",
        "src, lib, false",
        "., node_modules, false",
        "., src/node_modules/lib, false",
        "., .venv, false",
        "*.py, src, false",
        "src/*.py, src, true",
        "src/*.py, src/a, false",
        "src/*/*.py, src/a, true",
        "src/*/*.py, src/a/b, false",
        "src/**/*.py, src/a/b, true",
        "src/**/*.py, src/target, false",
        "**/target/*.jar, app/target, true",
        "**/target/*.jar, app/build, false",
        "node_modules/lib, node_modules, true",
        "node_modules/lib, node_modules/other, false"
    })
    void reachesFolders(String written, String folder, boolean reached) {
        assertThat(FilePattern.of(PROJECT, written)
                        .reaches(PROJECT.resolve(folder).normalize()))
                .isEqualTo(reached);
    }

    @Test
    void beginsWhereTheWildcardsDo() {
        assertThat(FilePattern.of(PROJECT, "src/main/**/*.py").base()).isEqualTo(PROJECT.resolve("src/main"));
        assertThat(FilePattern.of(PROJECT, "../shared/a").base()).isEqualTo(Path.of("/work/shared/a"));
        assertThat(FilePattern.of(PROJECT, "/etc/*.conf").base()).isEqualTo(Path.of("/etc"));
    }

    @Test
    void refusesWhatIsNoGlob() {
        assertThatThrownBy(() -> FilePattern.of(PROJECT, "src/{a")).isInstanceOf(PatternSyntaxException.class);
    }
}
