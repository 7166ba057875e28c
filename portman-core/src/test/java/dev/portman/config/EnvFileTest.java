package dev.portman.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.InvalidInputException;
import dev.portman.model.ServerSpec;
import dev.portman.model.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of variables are read as people are used to from other tools, and never told. */
class EnvFileTest {

    private static final Map<String, String> OURS = Map.of("HOME", "/home/anna", "DEBUG", "ours");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "A=1|1",
                "A = 1 |1",
                "export A=1|1",
                "A=|``",
                "A=a b  c|a b  c",
                "A=a#b|a#b",
                "A=a #b|a",
                "A=#b|#b",
                "A=a=b|a=b",
                "A='a #b' # why|a #b",
                "A=\"a #b\"|a #b",
                "A='a\\nb'|a\\nb",
                "A=\"a\\tb\\\"c\\\\\"|a\tb\"c\\",
                "A='${HOME}'|${HOME}",
                "A=${HOME}/x|/home/anna/x",
                "A=\"${HOME}\"|/home/anna",
                "A=\"\\${HOME}\"|${HOME}",
                "A=$HOME|$HOME",
                "A=pa$$word|pa$$word",
                "A=${NONE:-x y}|x y",
                "A=${NONE-}|``",
                "A=${DEBUG:-x}|ours",
                "A=@{port}|@{port}",
                "A=ünï|ünï",
            })
    void isReadAsElsewhere(String line, String value) throws IOException {
        assertThat(read(line)).containsEntry("A", value);
    }

    @Test
    void holdsManyLines() throws IOException {
        String text = "\uFEFF# first\r\n\r\nA=1\r\n  B='two\r\nlines'\r\n#x\nC=${A}${B}\nA=3\nDEBUG=theirs\nD=${DEBUG}";

        assertThat(read(text))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("A", "3", "B", "two\nlines", "C", "1two\nlines", "DEBUG", "ours", "D", "ours"));
        assertThat(read("")).isEmpty();
        assertThat(read("# nothing")).isEmpty();
    }

    @Test
    void isReadHoweverLongItsPartsAre() throws IOException {
        String key = "-----BEGIN\n" + "x\\n".repeat(20_000);

        assertThat(read("# a\n".repeat(20_000) + "A=\"" + key + "\"\nB=" + "b#".repeat(20_000)))
                .containsEntry("A", key.replace("\\n", "\n"))
                .containsEntry("B", "b#".repeat(20_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "S3CRET|line 1' must be NAME=value, a comment or blank.",
                "1A=S3CRET|line 1' must be NAME=value, a comment or blank.",
                "A='S3CRET|line 1' has no closing quote for A.",
                "A=\"S3CRET\\\"|line 1' has no closing quote for A.",
                "A='S3CRET'x|line 1' has something behind the closing quote of A.",
                "A=S3CRET${B}|line 1' uses ${B}, which is set neither above nor in the environment; ${B:-} if it may be missing.",
                "A=S3CRET${B C}|line 1' has a ${...} that is no ${NAME} or ${NAME:-otherwise}.",
            })
    void tellsTheLineAndNeverTheValue(String line, String message) {
        assertThatThrownBy(() -> read(line))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessageEndingWith(message)
                .hasMessageNotContaining("S3CRET");
        assertThatThrownBy(() -> read("B=1\n\n" + line.replace("${B}", "${D}"))).hasMessageContaining("line 3'");
    }

    @Test
    void aLaterFileWinsAndKnowsTheEarlierOne() throws IOException {
        Files.writeString(folder.resolve(".env"), "A=1\nB=2");
        Files.writeString(folder.resolve(".env.local"), "B=3\nC=${A}");

        ServerSpec spec = spec(Map.of("port", "0"), List.of(".env", ".env.local"));

        assertThat(spec.command().defaults()).isEqualTo(Map.of("A", "1", "B", "3", "C", "1"));
        assertThat(spec.command().toString()).contains("A", "B", "C").doesNotContain("=1", "=3");
    }

    @Test
    void thePortMayComeFromIt() throws IOException {
        Files.writeString(folder.resolve(".env"), "PORT=8123");

        assertThat(spec(Map.of(), List.of(".env")).port().preferred()).isEqualTo(8123);
        assertThat(spec(Map.of("port", "9000"), List.of(".env")).port().preferred())
                .isEqualTo(9000);
        Files.writeString(folder.resolve(".env"), "PORT=none");
        assertThatThrownBy(() -> spec(Map.of(), List.of(".env"))).hasMessageStartingWith("port 'none' must be");
    }

    @Test
    void refusesAFileThatIsNotThere() throws IOException {
        Files.writeString(folder.resolve(".env.local"), "A=1");

        assertThatThrownBy(() -> spec(Map.of("port", "0"), List.of(".env.locl")))
                .isExactlyInstanceOf(InvalidInputException.class)
                .hasMessage("envFile '" + folder + "/.env.locl' must be an existing file; the nearest is .env.local.");
        assertThatThrownBy(() -> spec(Map.of("port", "0"), List.of("none/.env")))
                .hasMessage("envFile '" + folder + "/none/.env' must be an existing file.");
        Files.write(folder.resolve("latin1"), new byte[] {'A', '=', (byte) 0xe4});
        assertThatThrownBy(() -> spec(Map.of("port", "0"), List.of("latin1"))).hasMessageEndingWith("is not UTF-8.");
    }

    private Map<String, String> read(String text) throws IOException {
        return EnvFile.read(Files.writeString(folder.resolve("file"), text), OURS, Map.of());
    }

    private ServerSpec spec(Map<String, String> values, List<String> files) {
        Map<String, String> all = new HashMap<>(values);
        all.put("command", "x");
        RawServer server = RawServer.of(all).withList("envFile", files);
        return SpecReader.read(List.of(server), new Surroundings(folder, Side.PERSON, "app", OURS))
                .get(0);
    }
}
