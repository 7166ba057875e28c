package dev.portman.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An agent for {@code -javaagent} that does nothing. */
public final class IdleAgent {

    private static final String CLASS = "dev/portman/testing/IdleAgent.class";

    private IdleAgent() {}

    /** Called by the JVM before {@code main}. */
    public static void premain(String options) {
        Objects.requireNonNullElse(options, "");
    }

    /** Packs it. */
    public static Path in(Path jar) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            write(out, "Premain-Class: dev.portman.testing.IdleAgent\n");
            out.putNextEntry(new ZipEntry(CLASS));
            Objects.requireNonNull(IdleAgent.class.getClassLoader().getResourceAsStream(CLASS))
                    .transferTo(out);
        }
        return jar;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
