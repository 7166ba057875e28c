package dev.portman.maven;

import java.util.function.Consumer;
import org.apache.maven.plugin.logging.Log;

/** Maven's log as long as it takes anything: at Ctrl-C, Maven 4 closes its terminal while we still stop servers, and then throws at every line. */
final class BuildLog {

    private final Log log;
    private final Consumer<String> otherwise;

    /**
     * The log of a goal.
     *
     * @param otherwise takes the lines that it does not take, with the level in front
     */
    BuildLog(Log log, Consumer<String> otherwise) {
        this.log = log;
        this.otherwise = otherwise;
    }

    void info(String line) {
        if (log.isInfoEnabled()) {
            write("[INFO] ", log::info, line);
        }
    }

    void warn(String line) {
        if (log.isWarnEnabled()) {
            write("[WARNING] ", log::warn, line);
        }
    }

    void error(String line) {
        write("[ERROR] ", log::error, line);
    }

    private void write(String level, Consumer<String> usual, String line) {
        try {
            usual.accept(line);
        } catch (RuntimeException closed) {
            otherwise.accept(level + line);
        }
    }
}
