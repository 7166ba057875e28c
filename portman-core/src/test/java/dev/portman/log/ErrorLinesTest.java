package dev.portman.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorLinesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02 10:00:00 ERROR 42 --- [main] o.s.boot : failed",
                "\u001b[31mERROR\u001b[0m in ./src/App.vue",
                "[FATAL] cannot bind",
                "java.lang.IllegalStateException: no",
                "Exception in thread \"main\" java.lang.Error",
                "Uncaught TypeError: x is undefined",
                "npm ERR! missing script: dev",
                "{\"level\":\"error\",\"msg\":\"no\"}",
                "time=now level=fatal msg=no",
                "panic: runtime error: index out of range",
                "thread 'main' panicked at src/main.rs:2:5",
                "SEVERE: Servlet.service() threw"
            })
    void knowsWhatProgramsCallAnError(String line) {
        assertThat(new ErrorLines(ErrorLines.DEFAULT)).accepts(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INFO  ExceptionHandler registered",
                "compiled with 0 errors",
                "GET /errors 200",
                "   indented, but behind nothing",
                "at night",
                "ERRORS=0",
                ""
            })
    void takesNoWordForAnError(String line) {
        assertThat(new ErrorLines(ErrorLines.DEFAULT)).rejects(line);
    }

    @Test
    void addsTheStackTraceOfJava() {
        assertThat(errors("""
                INFO one
                ERROR two
                java.lang.IllegalStateException: two
                \tat a.B.c(B.java:1)
                at d.E.f(E.java:2)
                Caused by: a.NotFound
                \t... 12 more
                INFO three
                    indented
                """))
                .containsExactly(
                        "ERROR two",
                        "java.lang.IllegalStateException: two",
                        "\tat a.B.c(B.java:1)",
                        "at d.E.f(E.java:2)",
                        "Caused by: a.NotFound",
                        "\t... 12 more");
    }

    @Test
    void addsTheTracebackOfPythonWithTheExceptionBehindIt() {
        assertThat(errors("""
                INFO one
                Traceback (most recent call last):
                  File "a.py", line 1, in <module>
                    f()
                    ~^^
                shop.NotFound: 7

                During handling of the above exception, another exception occurred:

                Traceback (most recent call last):
                  File "a.py", line 3, in <module>
                shop.Worse
                INFO two
                """))
                .containsExactly(
                        "Traceback (most recent call last):",
                        "  File \"a.py\", line 1, in <module>",
                        "    f()",
                        "    ~^^",
                        "shop.NotFound: 7",
                        "During handling of the above exception, another exception occurred:",
                        "Traceback (most recent call last):",
                        "  File \"a.py\", line 3, in <module>",
                        "shop.Worse");
    }

    @Test
    void looksForWhatItIsTold() {
        ErrorLines lines = new ErrorLines(Pattern.compile("status=5.."));
        assertThat(List.of("status=200", "status=503", "ERROR one").stream().filter(lines))
                .containsExactly("status=503");
    }

    private static List<String> errors(String log) {
        return log.lines().filter(new ErrorLines(ErrorLines.DEFAULT)).toList();
    }
}
