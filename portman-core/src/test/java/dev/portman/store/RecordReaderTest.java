package dev.portman.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of the values that a record may have. */
class RecordReaderTest {

    private static final String TEXT = ServerRecordJson.write(Samples.ready("backend"));
    private static final String LONGEST = "n23456789-123456789-123456789-123456789-123456789-123456789-1234";
    private static final String COOKIE = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "Web2.api_v-1", "a.", "a_", "a-", LONGEST})
    void aValidNameIsRead(String name) throws Unbelievable {
        assertRead("\"name\":\"backend\"", "\"name\":\"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                LONGEST + "5",
                "a..b",
                "a..",
                "..",
                ".a",
                "_a",
                "-a",
                "a/b",
                "a/",
                "/a",
                "a:b",
                "a@b",
                "a[b",
                "a`b",
                "a{b",
                "a b",
                "a ",
                "é",
                "aé",
                "a\u0663"
            })
    void anInvalidNameIsRefused(String name) {
        assertRefused("\"name\":\"backend\"", "\"name\":\"" + name + "\"", "name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                COOKIE + "0",
                "0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdeg",
                "g123456789abcdef0123456789abcdef",
                "0123456789abcdef0123456789abcde/",
                "/123456789abcdef0123456789abcdef",
                ":123456789abcdef0123456789abcdef",
                "`123456789abcdef0123456789abcdef",
            })
    void anInvalidCookieIsRefused(String cookie) {
        assertRefused("\"" + COOKIE + "\"", "\"" + cookie + "\"", "cookie");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"pid\":4242|\"pid\":2",
                "\"pid\":4242|\"pid\":4194304",
                "\"startTicks\":987654|\"startTicks\":0",
                "\"uid\":1000|\"uid\":-1",
                "\"uid\":1000|\"uid\":0",
                "\"uid\":1000|\"uid\":4294967294",
                "\"stopTimeoutNanos\":500000000|\"stopTimeoutNanos\":0",
                "\"hookTimeoutNanos\":9000000000|\"hookTimeoutNanos\":0",
                "\"port\":8001|\"port\":1",
                "\"port\":8001|\"port\":65535",
                "\"requested\":8000|\"requested\":0",
                "\"requested\":8000|\"requested\":65535",
                "\"readyAfterNanos\":2310000001|\"readyAfterNanos\":0",
                "\"socketInodes\":[99,123456]|\"socketInodes\":[1]",
                "\"evicted\":[{\"pid\":77|\"evicted\":[{\"pid\":1",
                "\"evicted\":[{\"pid\":77|\"evicted\":[{\"pid\":4194304",
                "\"tookNanos\":12000000|\"tookNanos\":0",
            })
    void aValueOnTheBoundIsRead(String from, String to) throws Unbelievable {
        assertRead(from, to);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"starter\":{\"pid\":1|\"starter\":{\"pid\":0|pid",
                "\"users\":[{\"pid\":1|\"users\":[{\"pid\":0|pid",
                "\"evicted\":[{\"pid\":77|\"evicted\":[{\"pid\":0|pid",
                "\"evicted\":[{\"pid\":77|\"evicted\":[{\"pid\":4194305|pid",
                "\"uid\":1000|\"uid\":4294967295|uid",
                "\"stopTimeoutNanos\":500000000|\"stopTimeoutNanos\":-1|stopTimeoutNanos",
                "\"hookTimeoutNanos\":9000000000|\"hookTimeoutNanos\":-1|hookTimeoutNanos",
                "\"requested\":8000|\"requested\":65536|requested",
                "\"socketInodes\":[99,123456]|\"socketInodes\":[0]|socketInodes",
                "\"tookNanos\":12000000|\"tookNanos\":-1|tookNanos",
            })
    void aValueBeyondTheBoundIsRefused(String from, String to, String field) {
        assertRefused(from, to, field);
    }

    private static void assertRead(String from, String to) throws Unbelievable {
        String changed = changed(from, to);
        assertThat(ServerRecordJson.write(ServerRecordJson.read(changed)).strip())
                .isEqualTo(changed)
                .contains(to);
    }

    private static void assertRefused(String from, String to, String field) {
        String changed = changed(from, to);
        assertThatThrownBy(() -> ServerRecordJson.read(changed))
                .isExactlyInstanceOf(Unbelievable.class)
                .hasMessage("its " + field + " is absurd");
    }

    private static String changed(String from, String to) {
        assertThat(TEXT).contains(from);
        return Sums.withMatchingSum(TEXT.replace(from, to));
    }
}
