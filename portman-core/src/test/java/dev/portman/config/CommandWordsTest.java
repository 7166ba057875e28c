package dev.portman.config;

import static dev.portman.config.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java -jar target/app.jar --server.port=8000",
                "a 'b c' \"d e\" f\\ g",
                "'' \"\" x''y",
                "\"a\\\"b\\\\c\\d\" 'e\\f'",
                "  many\t blanks\n  and lines ",
                "a\\\nb \"c\\\nd\"",
                "--x='single' --y=\"double\"z",
                "\"it's\" 'say \"hi\"'",
                "é '空 x'"
            })
    void splitsAsTheShellDoes(String line) throws IOException {
        assertThat(CommandWords.split("command", line)).isEqualTo(splitByShell(line));
    }

    @Test
    void expandsNothing() {
        assertThat(CommandWords.split("command", "echo $HOME `id` $(id) * ~ a;b && c | d > e # f"))
                .containsExactly(
                        "echo", "$HOME", "`id`", "$(id)", "*", "~", "a;b", "&&", "c", "|", "d", ">", "e", "#", "f");
    }

    @Test
    void findsNoWordInBlanks() {
        assertThat(CommandWords.split("command", " \n\t ")).isEmpty();
    }

    @Test
    void refusesWhatIsNotClosed() {
        assertRefused(
                () -> CommandWords.split("command", "echo 'a b"),
                "command 'echo 'a b' has an opening ' without a closing one.");
        assertRefused(
                () -> CommandWords.split("command", "echo \"a\\\""),
                "command 'echo \"a\\\"' has an opening \" without a closing one.");
        assertRefused(
                () -> CommandWords.split("stopCommand", "echo a\\"),
                "stopCommand 'echo a\\' ends with a backslash that escapes nothing.");
        assertRefused(
                () -> CommandWords.split("command", "echo \0"),
                "command 'echo \\u0000' must not contain a NUL character.");
    }

    private static List<String> splitByShell(String line) throws IOException {
        Process shell = new ProcessBuilder(
                        "/bin/sh", "-c", "printf '%s\\0' " + line.strip().replace("\n  and", " and"))
                .start();
        String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return List.of(words.substring(0, words.length() - 1).split("\0", -1));
    }
}
