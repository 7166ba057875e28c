package dev.portman.model;

import java.util.List;

/** The name in the title of a process, which is its argv and forged at will: {@code redis-server} of {@code /usr/bin/redis-server *:6379}. */
public final class ProcessTitle {

    private ProcessTitle() {}

    /** The file name in the first word; empty where there is none that a message could carry. */
    public static String program(List<String> commandLine) {
        return commandLine.isEmpty() ? "" : program(commandLine.get(0));
    }

    /** Daemons that set their title write it as one word of argv: {@code sshd: anna [priv]} or {@code postgres: writer}. */
    private static String program(String title) {
        String text = title.strip();
        int start = 0;
        int end = 0;
        while (end < text.length() && text.charAt(end) != ':' && text.charAt(end) != ' ') {
            if (text.charAt(end) < ' ' || text.charAt(end) > '~') {
                return "";
            }
            end++;
            if (text.charAt(end - 1) == '/') {
                start = end;
            }
        }
        return text.substring(start, end);
    }

    /** The same for a path with blanks in it: {@code sshd} of {@code /opt/my tools/sshd -D}; empty where argv does not begin with a path. */
    public static String programOfPath(List<String> commandLine) {
        boolean path = !commandLine.isEmpty() && commandLine.get(0).startsWith("/");
        return path ? program(commandLine.get(0).substring(commandLine.get(0).lastIndexOf('/') + 1)) : "";
    }
}
