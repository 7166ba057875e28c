package dev.portman.store;

import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Tells machines apart that share a home folder: a pid of one means nothing on the other. */
final class MachineId {

    /** machine-id(5); the second is where D-Bus kept it before systemd. */
    private static final List<Path> FILES = List.of(Path.of("/etc/machine-id"), Path.of("/var/lib/dbus/machine-id"));

    private static final int DIGITS = 16;

    private MachineId() {}

    /** As machine-id(5) asks, never the id itself but a hash that only this program makes of it. */
    static String ofThisMachine() {
        for (Path file : FILES) {
            String id = content(file);
            if (!id.isEmpty()) {
                return hashed(id);
            }
        }
        return hashed(hostName());
    }

    static String hashed(String id) {
        return Sha256.hex("portman " + id).substring(0, DIGITS);
    }

    private static String content(Path file) {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException absentOrUnreadable) {
            return "";
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // Then the message, "NAME: Name or service not known", is the only place that has the name.
            return String.valueOf(e.getMessage());
        }
    }
}
