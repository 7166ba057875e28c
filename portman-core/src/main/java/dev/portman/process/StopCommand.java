package dev.portman.process;

import dev.portman.model.JavaOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the user's own way to stop a server, such as {@code nginx -s quit}; force still follows if it does not help. */
final class StopCommand {

    private StopCommand() {}

    /**
     * Runs it, at most as long as {@code limit}.
     *
     * @return whether it ended with 0; otherwise, or where there is no such command, the signal has to do
     */
    static boolean run(List<String> words, Duration limit) {
        if (words.isEmpty()) {
            return false;
        }
        ProcessBuilder builder = new ProcessBuilder();
        JavaOptions.giveBack(builder.environment());
        List<String> unmarked =
                new ArrayList<>(MarkSetter.unmarking(builder.environment().keySet()));
        unmarked.addAll(words);
        builder.command(unmarked);
        // It belongs to no server, though this process may run inside one.
        builder.environment().remove(ProcessTable.COOKIE_VARIABLE);
        try {
            return ShortCommand.succeeds(builder, limit);
        } catch (IOException notRunnable) {
            return false;
        }
    }
}
