package dev.portman.session;

/** Takes the lines of several logs, one after the other. */
@FunctionalInterface
public interface LogSink {

    /**
     * One line.
     *
     * @param server whose it is
     * @param line without its end; as the server wrote it, so that it is not safe to print as it is
     */
    void line(String server, String line);
}
