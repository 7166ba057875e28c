package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.ProcessIdentity;
import dev.portman.model.ServerRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerRecordJsonTest {

    private static final ServerRecord RECORD = Samples.ready("backend");
    private static final String TEXT = ServerRecordJson.write(RECORD);

    @Test
    void readsWhatItWrote() throws Unbelievable {
        assertThat(ServerRecordJson.read(TEXT)).isEqualTo(RECORD);
        ServerRecord intent = Samples.intent("web", Path.of("/x"));
        assertThat(ServerRecordJson.read(ServerRecordJson.write(intent))).isEqualTo(intent);
    }

    @Test
    void refusesEveryTruncation() {
        // The last character is the line end after the whole object.
        for (int length = 0; length < TEXT.length() - 1; length++) {
            String truncated = TEXT.substring(0, length);
            assertThatThrownBy(() -> ServerRecordJson.read(truncated))
                    .as("%d characters", length)
                    .isExactlyInstanceOf(Unbelievable.class);
        }
    }

    @Test
    void neverObeysAMutationAndNeverThrowsAnythingElse() {
        Random random = new Random(20_261_124);
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Optional<ServerRecord> obeyed = read(new String(bytes, StandardCharsets.ISO_8859_1));
            Optional<ServerRecord> obeyedAsUtf8 = read(new String(bytes, StandardCharsets.UTF_8));
            assertThat(obeyed.filter(it -> !it.equals(RECORD))).isEmpty();
            assertThat(obeyedAsUtf8.filter(it -> !it.equals(RECORD))).isEmpty();
            refused += obeyedAsUtf8.isEmpty() ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(1900);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"pid\":4242|\"pid\":1|its pid is absurd",
                "\"pid\":4242|\"pid\":0|its pid is absurd",
                "\"pid\":4242|\"pid\":-1|its pid is absurd",
                "\"pid\":4242|\"pid\":2147483648|its pid is absurd",
                "\"pid\":4242|\"pid\":9223372036854775808|its pid is absurd",
                "\"pid\":4242|\"pid\":4194305|its pid is absurd",
                "\"pid\":4242|\"pid\":4242.0|its pid is absurd",
                "\"pid\":4242|\"pid\":1e3|its pid is absurd",
                "\"pid\":4242|\"pid\":\"4242\"|its pid is absurd",
                "\"pid\":4242|\"pid\":\"1;rm\"|its pid is absurd",
                "\"pid\":4242|\"pid\":null|its pid is absurd",
                "\"startTicks\":987654|\"startTicks\":-1|its startTicks is absurd",
                "\"uid\":1000|\"uid\":-2|its uid is absurd",
                "\"uid\":1000|\"uid\":4294967295|its uid is absurd",
                "\"uid\":1000|\"uid\":9223372036854775808|its uid is absurd",
                "\"port\":8001|\"port\":0|its port is absurd",
                "\"port\":8001|\"port\":65536|its port is absurd",
                "\"requested\":8000|\"requested\":-1|its requested is absurd",
                "0123456789abcdef\"|0123456789ABCDEF\"|its cookie is absurd",
                "0123456789abcdef\"|\"|its cookie is absurd",
                "\"/home/anna/project/logs\"|\"logs\"|its logsDirectory is absurd",
                "\"/home/anna/project/logs\"|\"/home/../etc\"|its logsDirectory is absurd",
                "\"backend\"|\"../backend\"|its name is absurd",
                "\"build\"|\"BUILD\"|its lifetime is absurd",
                "\"int\"|\"INT\"|its stopSignal is absurd",
                "\"graceful\"|\"GRACEFUL\"|its how is absurd",
                "\"2026-11-24T12:00:00.123456789Z\"|\"noon\"|its startedAt is absurd",
                "\"readyAfterNanos\":2310000001|\"readyAfterNanos\":-1|its readyAfterNanos is absurd",
                "\"uid\":1000|\"uid\":1000,\"gid\":5|its fields are not pid, startTicks, bootId, namespaces, uid",
                "\"requested\":8000,||its fields are not port, requested, url",
                "\"words\":[\"x\"]|\"words\":[]|its afterStop is absurd",
                "\"workingDirectory\":\"/project\"|\"workingDirectory\":\"project\"|its workingDirectory is absurd",
                "\"hookTimeoutNanos\":|\"hookTimeoutNanos\":-|its hookTimeoutNanos is absurd",
                "\"stopCommand\":[\"nginx\"|\"stopCommand\":[5|its stopCommand is absurd",
            })
    void refusesAbsurdValuesEvenUnderAMatchingSum(String from, String to, String reason) {
        String forged = Sums.withMatchingSum(TEXT.replace(from, to == null ? "" : to));
        assertThatThrownBy(() -> ServerRecordJson.read(forged))
                .isExactlyInstanceOf(Unbelievable.class)
                .hasMessage(reason);
    }

    @Test
    void refusesWhatIsNotOneWholeObject() {
        assertRefused(text -> "", "it is empty");
        assertRefused(text -> " \n", "it is empty");
        assertRefused(text -> "[" + text + "]", "it is no JSON object");
        assertRefused(text -> "null", "it is no JSON object");
        assertRefused(text -> text + "x", "it is not valid JSON");
        assertRefused(text -> text + text, "it is not valid JSON");
        assertRefused(text -> "\ufeff" + text, "it is not valid JSON");
        assertRefused(text -> text.replaceFirst("\\{", "{\"schema\":3,"), "it is not valid JSON");
        assertRefused(text -> "[".repeat(100_000), "it is not valid JSON");
        assertRefused(text -> "{\"a\":".repeat(40) + "1" + "}".repeat(40), "it is not valid JSON");
        assertRefused(text -> text.replace("8001", "8002"), "it is damaged (its sum does not match)");
        assertRefused(text -> "{\"schema\":3}", "it is damaged (its sum does not match)");
        assertRefused(text -> "{}", "it has no schema version");
        assertRefused(text -> "{\"schema\":\"2\"}", "it has no schema version");
        assertRefused(text -> "{\"schema\":0}", "it has no schema version");
    }

    @Test
    void isKeptInWordsThatTheNamesInTheCodeDoNotChange() {
        assertThat(TEXT)
                .startsWith("{\"schema\":3,")
                .contains("\"lifetime\":\"build\",", "\"stopSignal\":\"int\",", "\"how\":\"graceful\"}");
    }

    @Test
    void refusesWhatAnOlderVersionWrote() {
        String older = TEXT.replace("{\"schema\":3,", "{\"schema\":1,");
        for (String text : List.of(older, Sums.withMatchingSum(older))) {
            assertThatThrownBy(() -> ServerRecordJson.read(text))
                    .isExactlyInstanceOf(Unbelievable.class)
                    .hasMessage("it was written by an older version of portman (schema 1)");
            assertThat(ServerRecordJson.isNewer(text)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "99", "2147483648", "99999999999999999999"})
    void leavesNewerVersionsToThoseWhoUnderstandThem(String schema) {
        String newer = TEXT.replace("{\"schema\":3,", "{\"schema\":" + schema + ",");
        assertThat(ServerRecordJson.isNewer(newer)).isTrue();
        assertThatThrownBy(() -> ServerRecordJson.read(newer))
                .hasMessageStartingWith("it was written by a newer version of portman (schema ");
        assertThat(ServerRecordJson.isNewer(TEXT)).isFalse();
        assertThat(ServerRecordJson.isNewer("garbage")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 3_000_000_000L, 4_294_967_294L})
    void readsEveryUserThatThereCanBe(long uid) throws Unbelievable {
        ProcessIdentity its = new ProcessIdentity(4242, 987_654, "b0b0-1d", "pid:[4026531836]", uid);
        ServerRecord record = RECORD.launched(its);

        assertThat(ServerRecordJson.write(record)).contains("\"uid\":" + uid + "}");
        assertThat(ServerRecordJson.read(ServerRecordJson.write(record))).isEqualTo(record);
    }

    @Test
    void acceptsABuildThatIsPidOneOfItsContainerButNoServer() throws Unbelievable {
        assertThat(ServerRecordJson.read(TEXT).starter().pid()).isEqualTo(1);
        ProcessIdentity one = Samples.process(1);
        assertThatThrownBy(() -> ServerRecordJson.read(ServerRecordJson.write(RECORD.launched(one))))
                .hasMessage("its pid is absurd");
    }

    private static void assertRefused(UnaryOperator<String> change, String reason) {
        assertThatThrownBy(() -> ServerRecordJson.read(change.apply(TEXT)))
                .isExactlyInstanceOf(Unbelievable.class)
                .hasMessage(reason);
    }

    private static Optional<ServerRecord> read(String text) {
        try {
            return Optional.of(ServerRecordJson.read(text));
        } catch (Unbelievable e) {
            return Optional.empty();
        }
    }
}
