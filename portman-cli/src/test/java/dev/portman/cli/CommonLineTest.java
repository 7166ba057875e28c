package dev.portman.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is understood without the parser for all lines is what that parser would have understood. */
class CommonLineTest {

    private static final String[] WORDS = {
        "status",
        "-o",
        "json",
        "text",
        "-C",
        "/tmp",
        "-q",
        "-v",
        "--no-color",
        "--all",
        "web",
        "8000",
        "8000,8001",
        "-1",
        "a=b",
        "a b",
        "@web",
        "'web'",
        "",
        "--",
        "-h",
        "--output",
        "-ojson",
        "stop",
        "kill",
        "--force",
        "--dry-run"
    };

    private int understood;

    @Test
    void agreesWithTheParserOnEveryLineOfUpToThreeWords() {
        compareAll(new ArrayList<>(), 3);
        assertThat(understood).as("lines that are common").isGreaterThan(50);
    }

    @Test
    void agreesWithTheParserOnLongLines() {
        Random random = new Random(20_261_127);
        for (int i = 0; i < 30_000; i++) {
            List<String> words = new ArrayList<>(random.nextBoolean() ? List.of("-C", "/tmp") : List.of());
            words.add(List.of("status", "stop", "kill").get(random.nextInt(3)));
            for (int n = random.nextInt(5); n >= 0; n--) {
                words.add(WORDS[random.nextInt(WORDS.length)]);
            }
            compare(words);
        }
        assertThat(understood).as("lines that are common").isGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "status -o json",
                "status web",
                "status web db -o json",
                "status 8000",
                "status --all",
                "status --all -o json",
                "-C /tmp status -o json",
                "status -C /tmp -o json -q",
                "-C /tmp -q --no-color status web",
                "stop",
                "stop web -o json",
                "stop --force",
                "kill",
                "kill 8000",
                "kill 8000-8003 web -o json",
                "kill 1-65535",
                "kill 8000-8060 8100-8160",
                "-C /tmp kill 8000,8001 -q"
            })
    void understandsTheCommonOnes(String line) {
        assertThat(CommonLine.of(line.split(" ", -1))).isPresent();
        compare(List.of(line.split(" ", -1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "start",
                "stop --all",
                "stop --dry-run",
                "kill --force",
                "kill 1-65535 --all-in-range",
                "kill 6379 --allow redis-server",
                "status -h",
                "status --chekc",
                "status -q -v",
                "status -q -q",
                "status -o xml",
                "status -o",
                "status -C",
                "-C status status",
                "status --all web",
                "status 8000 8001 -o json",
                "status -- web",
                "status @file",
                "-o json status",
                "help status"
            })
    void leavesTheOthersToTheParser(String line) {
        assertThat(CommonLine.of(line.split(" ", -1))).isEmpty();
    }

    private void compareAll(List<String> words, int more) {
        compare(words);
        for (String word : more == 0 ? new String[0] : WORDS) {
            words.add(word);
            compareAll(words, more - 1);
            words.remove(words.size() - 1);
        }
    }

    private void compare(List<String> words) {
        Optional<CommonLine> common = CommonLine.of(words.toArray(String[]::new));
        if (common.isPresent()) {
            understood++;
            PortmanCommand top = new PortmanCommand();
            CommandLine line = Invocation.commandLine(top, List.of());
            CommandLine.ParseResult parsed = line.parseArgs(words.toArray(String[]::new));
            top.checkOptions(line);
            Object verb = parsed.subcommand().commandSpec().userObject();
            assertThat(asked(common.get())).as(() -> String.join(" ", words)).isEqualTo(asked(top, verb));
        }
    }

    private static List<Object> asked(CommonLine line) {
        return List.of(answer(line::answer), line.isVerbose(), line.isQuiet(), line.isColourless());
    }

    private static List<Object> asked(PortmanCommand top, Object verb) {
        return List.of(answer(() -> answer(verb)), top.verbose, top.quiet, top.noColour);
    }

    private static Answer answer(Object verb) {
        return verb instanceof StatusVerb status
                ? status.answer()
                : verb instanceof StopVerb stop ? stop.answer() : ((KillVerb) verb).answer();
    }

    /** A port that is none is refused by both, in the same words. */
    private static Object answer(Supplier<Answer> asked) {
        try {
            return asked.get();
        } catch (InvalidInputException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
