package dev.portman.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the limits of a process say of file locks, as the kernel writes them (fs/proc/base.c, proc_pid_limits). */
class LockLimitTest {

    private static final String LINE = "%-25s %-20s %-20s %-10s\n";

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1000, 1000, 1000",
        "7, 4294967296, 4294967296",
        "4611686018427387903, 4611686018427387903, 4611686018427387903",
        "1234567890123456789, 1234567890123456789, 1234567890123456789",
        "unlimited, unlimited, 9223372036854775807",
        "1000, unlimited, 9223372036854775807"
    })
    void theHardLimitIsRead(String soft, String hard, long read) {
        assertThat(LockLimit.parse(file(soft, hard))).hasValue(read);
    }

    @Test
    void aNumberThatDoesNotFitIsNotKnown() {
        assertThat(LockLimit.parse(file("18446744073709551614", "18446744073709551614")))
                .isEmpty();
    }

    @Test
    void aFileWithoutThatLineSaysNothing() {
        assertThat(LockLimit.parse(bytes(before()))).isEmpty();
        assertThat(LockLimit.parse(new byte[0])).isEmpty();
        assertThat(LockLimit.parse(
                        bytes("Max file locks            1000                 1000                 locks     \n")))
                .as("the first line of the file names its columns")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unlimited", "4611686018427387903"})
    void aTornFileIsNotBelieved(String limit) {
        byte[] whole = file(limit, limit);
        int end = new String(whole, StandardCharsets.US_ASCII).lastIndexOf(limit) + limit.length();

        for (int length = 0; length <= end; length++) {
            byte[] torn = new byte[length];
            System.arraycopy(whole, 0, torn, 0, length);
            assertThat(LockLimit.parse(torn))
                    .as("of %s bytes", length)
                    .isIn(
                            OptionalLong.empty(),
                            limit.equals("unlimited") && length == end ? unlimited() : OptionalLong.empty());
        }
    }

    @Test
    void ourOwnIsReadAndThatOfNobodyIsNot() {
        assertThat(LockLimit.hard(ProcessHandle.current().pid())).isPresent();
        assertThat(LockLimit.hard(Integer.MAX_VALUE)).isEmpty();
    }

    private static OptionalLong unlimited() {
        return OptionalLong.of(LockLimit.UNLIMITED);
    }

    private static String before() {
        return String.format(LINE, "Limit", "Soft Limit", "Hard Limit", "Units")
                + String.format(LINE, "Max cpu time", "unlimited", "unlimited", "seconds")
                + String.format(LINE, "Max locked memory", "8388608", "8388608", "bytes");
    }

    private static byte[] file(String soft, String hard) {
        return bytes(before()
                + String.format(LINE, "Max file locks", soft, hard, "locks")
                + String.format(LINE, "Max pending signals", "7839", "7839", "signals"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
