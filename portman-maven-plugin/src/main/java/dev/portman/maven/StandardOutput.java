package dev.portman.maven;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output as a pipe sees it. Maven 4 replaces {@link System#out} by one that puts a prefix before each line, which no JSON survives; in a daemon
 * (mvnd), on the other hand, only that one reaches the user.
 */
final class StandardOutput {

    private StandardOutput() {}

    static void print(String text) {
        boolean inDaemon = System.getProperty("mvnd.home") != null;
        PrintStream out = inDaemon
                ? System.out
                : new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.println(text);
    }
}
