package dev.portman.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.PortHolder;
import dev.portman.model.ProcessDescription;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessTextTest {

    @Test
    void showsTheDateOfAnEarlierDayAndPathsOutsideTheHome() {
        Clock tomorrow = Clock.offset(Samples.WORDS.clock(), Duration.ofDays(1));
        assertThat(new ProcessText(tomorrow, Path.of("/home/bob")).whole(Samples.python()))
                .isEqualTo("pid 4242 (python3, user anna, since 2026-11-24, in /home/anna/old): http.server 8000");
        assertThat(Samples.WORDS.path(Path.of("/home/anna"))).isEqualTo("~");
        assertThat(Samples.WORDS.path(Path.of("/home/annabel"))).isEqualTo("/home/annabel");
    }

    @Test
    void leavesOutWhatIsNotKnownAndEscapesWhatAnAttackerChose() {
        PortHolder odd = holder("ev\u001b[31mil", "x\ny", "./evil\u0007");
        assertThat(Samples.WORDS.whole(odd)).isEqualTo("pid 5 (ev\\u001b[31mil, user x\\u000ay): ./evil\\u0007");
        assertThat(Samples.WORDS.whole(Samples.sshd())).isEqualTo("pid 77 (sshd, user root)");
    }

    @ParameterizedTest
    @CsvSource({
        "python3, python3 -m http.server, http.server",
        "python3.11, /usr/bin/python3 app.py, app.py",
        "java, java -jar app.jar --x=1, app.jar --x=1",
        "java, java -Xmx1g -jar app.jar, -Xmx1g -jar app.jar",
        "node, npm start, npm start",
        "nginx, nginx:_master_process_/usr/sbin/nginx, nginx: master process /usr/sbin/nginx",
        "nc, nc -l, -l"
    })
    void doesNotRepeatTheName(String name, String command, String shown) {
        List<String> words = Stream.of(command.split(" ", -1))
                .map(word -> word.replace('_', ' '))
                .toList();
        assertThat(CommandText.beyondName(name, words)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "x --password=hunter2 -Dapi.token=abc --db-pass hunter2, x --password=*** -Dapi.token=*** --db-pass ***",
        "env AWS_SECRET_KEY=q x --port 8000, env AWS_SECRET_KEY=*** x --port 8000",
        "curl https://anna:pw@host/x, curl https://***@host/x",
        "x --auth --verbose y, x --auth --verbose y",
        "x keyboard.txt y, x keyboard.txt y"
    })
    void hidesSecretsInArguments(String command, String shown) {
        assertThat(CommandText.of(Arrays.asList(command.split(" ", -1)))).isEqualTo(shown);
    }

    @Test
    void shortensALongCommandLine() {
        assertThat(CommandText.of(List.of("a".repeat(300)))).isEqualTo("a".repeat(100) + "...");
        assertThat(Sentences.command(Samples.python())).isEqualTo("python3 -m http.server 8000");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "40, 40 ms",
        "210, 0.2 s",
        "999, 1.0 s",
        "1000, 1 s",
        "2310, 2.31 s",
        "9999, 10.00 s",
        "12345, 12.3 s",
        "60000, 1 min",
        "125900, 2 min 5 s",
        "7200000, 120 min"
    })
    void saysDurationsAsExactlyAsMatters(long millis, String text) {
        assertThat(Sentences.seconds(Duration.ofMillis(millis))).isEqualTo(text);
    }

    private static PortHolder holder(String name, String user, String... command) {
        return Samples.holder(
                5,
                new ProcessDescription(
                        name, "", user, Optional.empty(), List.of(command), Optional.empty(), Optional.empty()));
    }
}
