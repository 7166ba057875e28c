package dev.portman.holder;

import dev.portman.procfs.AddressText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Understands what {@code lsof -F} prints ("OUTPUT FOR OTHER PROGRAMS" in lsof(8)): one field a line, its first letter saying
 * which; a process (p) is followed by its files (f). What cannot be understood is passed over and counted.
 */
final class LsofOutput {

    /** The fields asked for: pid, command, uid, user name; fd, type, device, name. */
    static final String FIELDS = "pcuLftdn";

    private static final String COMPLAINT = "lsof: ";

    private final List<LsofSocket> sockets = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private long pid = -1;
    private long uid;
    private String user = "";
    private String command = "";
    private String type = "";
    private long inode;

    private LsofOutput() {}

    static LsofOutput parse(List<String> lines) {
        LsofOutput output = new LsofOutput();
        for (String line : lines) {
            output.read(line);
        }
        return output;
    }

    /** The sockets, in the order in which they were printed. */
    List<LsofSocket> sockets() {
        return List.copyOf(sockets);
    }

    /** What lsof complained of, and lines that cannot be understood; empty if all is well. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void read(String line) {
        if (line.startsWith(COMPLAINT)) {
            complaints.add(line);
            return;
        }
        String value = line.isEmpty() ? "" : line.substring(1);
        switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case 'p' -> beginProcess(line, value);
            case 'c' -> command = value;
            case 'u' -> uid = number(value, 10).orElse(-1L);
            case 'L' -> user = value;
            case 'f' -> beginFile();
            case 't' -> type = value;
            case 'd' -> inode = device(value);
            case 'n' -> endFile(line, value);
            case ' ' -> beginFile();
            default -> complaints.add(line);
        }
    }

    private void beginProcess(String line, String value) {
        Optional<Long> number = number(value, 10);
        if (number.isEmpty()) {
            complaints.add(line);
        }
        pid = number.orElse(-1L);
        uid = -1;
        user = "";
        command = "";
        beginFile();
    }

    private void beginFile() {
        type = "";
        inode = 0;
    }

    private void endFile(String line, String name) {
        int colon = name.lastIndexOf(':');
        Optional<Long> port = number(name.substring(colon + 1), 10);
        Optional<String> address = address(name.substring(0, Math.max(colon, 0)));
        if (pid > 0 && uid >= 0 && port.isPresent() && port.get() <= 0xFFFF && address.isPresent()) {
            String name4 = user.isEmpty() ? Long.toString(uid) : user;
            int number = port.get().intValue();
            sockets.add(new LsofSocket(pid, uid, name4, command, address.get(), number, inode));
        } else {
            complaints.add(line);
        }
    }

    private Optional<String> address(String text) {
        if (text.equals("*")) {
            return Optional.of(type.equals("IPv6") ? "::" : "0.0.0.0");
        }
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String bare = bracketed ? text.substring(1, text.length() - 1) : text;
        int zone = bare.indexOf('%');
        return literal(zone < 0 ? bare : bare.substring(0, zone));
    }

    private static Optional<String> literal(String text) {
        // Only what can be no host name may reach the JDK's parser: it would ask the network for a name.
        boolean four = text.chars().allMatch(c -> c == '.' || Character.digit(c, 10) >= 0);
        boolean six =
                text.contains(":") && text.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0);
        if (text.isEmpty() || !(four || six)) {
            return Optional.empty();
        }
        try {
            return Optional.of(AddressText.of(InetAddress.getByName(text)));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    private static long device(String value) {
        boolean hexadecimal = value.startsWith("0x");
        return number(hexadecimal ? value.substring(2) : value, hexadecimal ? 16 : 10)
                .orElse(0L);
    }

    private static Optional<Long> number(String text, int radix) {
        try {
            return Optional.of(Long.parseUnsignedLong(text, radix));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
