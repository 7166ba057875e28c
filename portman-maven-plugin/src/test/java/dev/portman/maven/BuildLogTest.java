package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.Test;

/** What becomes of a line when Maven's log is open, and when it is closed. */
class BuildLogTest {

    private final List<String> logged = new ArrayList<>();
    private final List<String> printed = new ArrayList<>();
    private boolean closed;
    private boolean quiet;

    private final BuildLog log = new BuildLog(
            (Log) Proxy.newProxyInstance(
                    Log.class.getClassLoader(),
                    new Class<?>[] {Log.class},
                    (proxy, method, arguments) -> answer(method.getName(), arguments)),
            printed::add);

    @Test
    void anOpenLogTakesEveryLine() {
        sayAll();

        assertThat(logged).containsExactly("info a", "warn b", "error c");
        assertThat(printed).isEmpty();
    }

    @Test
    void whatAClosedOneDoesNotTakeIsPrinted() {
        closed = true;

        sayAll();

        assertThat(logged).isEmpty();
        assertThat(printed).containsExactly("[INFO] a", "[WARNING] b", "[ERROR] c");
    }

    @Test
    void whoWantsToHearErrorsOnlyHearsNoMoreFromAClosedOne() {
        closed = true;
        quiet = true;

        sayAll();

        assertThat(printed).containsExactly("[ERROR] c");
    }

    private void sayAll() {
        log.info("a");
        log.warn("b");
        log.error("c");
    }

    private Object answer(String method, Object[] arguments) {
        if (method.endsWith("Enabled")) {
            return !quiet;
        }
        if (closed) {
            throw new IllegalStateException("Terminal has been closed");
        }
        return logged.add(method + " " + arguments[0]);
    }
}
