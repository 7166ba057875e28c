package dev.portman.store;

import dev.portman.model.Printable;
import dev.portman.model.StateFolderException;
import dev.portman.procfs.ProcFiles;
import dev.portman.procfs.ProcStat;
import dev.portman.procfs.UserNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which folder is the user's home: what this JVM was told by {@code user.home}, else {@code HOME}, else the entry in passwd(5). What can never
 * be used is passed over; what cannot be used at this moment, as a full disk, is not, since another home would not know what runs.
 */
final class UserHome {

    private static final int ROOT = 0;

    private final String variable;
    private final String property;
    private final Path below;
    private final OptionalLong uid = ProcFiles.uid(ProcStat.ownPid());
    private final Map<String, String> environment;
    private final List<String> unusable = new ArrayList<>();

    /**
     * The home of who we are.
     *
     * @param environment holds {@code HOME}
     * @param property {@code user.home}, which the JDK fills from passwd, or from HOME where that has no entry, or with "?"
     * @param below where the state lies in a home
     */
    UserHome(Map<String, String> environment, String property, Path below) {
        this.environment = environment;
        this.variable = environment.getOrDefault("HOME", "");
        this.property = property;
        this.below = below;
    }

    /**
     * Where the state lies.
     *
     * @throws StateFolderException if there is no home for it; tells of each why
     */
    Path state() {
        if (isExplicit()) {
            return StateHome.absolute("user.home", property).resolve(below);
        }
        // No lambdas: this is a part of every status.
        Optional<Path> home = inVariable();
        if (home.isEmpty()) {
            home = inPasswd();
        }
        if (home.isEmpty()) {
            throw new StateFolderException(
                    "No home for the state folder can be used: " + String.join("; ", unusable) + ".",
                    "Set PORTMAN_STATE_HOME to a folder of yours.");
        }
        return home.get().resolve(below);
    }

    /** Whether somebody has set it: to what neither the environment nor passwd says, or by an option that says the same as passwd. */
    private boolean isExplicit() {
        if (property.isEmpty() || property.equals("?") || property.equals(variable)) {
            return false;
        }
        Optional<String> listed = listed();
        return (listed.isPresent() && !listed.get().equals(property))
                || new JvmOptions(environment).set("user.home", property);
    }

    private Optional<String> listed() {
        return uid.isPresent() ? UserNames.homeOf(uid.getAsLong()) : Optional.empty();
    }

    private Optional<Path> inVariable() {
        if (variable.isEmpty()) {
            unusable.add("HOME is not set");
            return Optional.empty();
        }
        Optional<Path> home = path("HOME is ", variable);
        if (home.isPresent() && !Files.isDirectory(home.get())) {
            unusable.add("HOME is " + Printable.escape(variable) + ", which is no folder");
            return Optional.empty();
        }
        if (home.isPresent() && !isOurs(home.get())) {
            unusable.add("HOME is " + Printable.escape(variable) + ", which belongs to another user");
            return Optional.empty();
        }
        return home.isPresent() ? usable("HOME is ", home.get()) : home;
    }

    /** A user that /etc/passwd does not know may be known to another source, which the JDK has asked. */
    private Optional<Path> inPasswd() {
        String who =
                "user " + (uid.isPresent() ? Long.toString(uid.getAsLong()) : System.getProperty("user.name", "?"));
        String home = listed().orElse(property.equals("?") || property.equals(variable) ? "" : property);
        if (home.isEmpty()) {
            unusable.add(who + " has no entry in passwd");
            return Optional.empty();
        }
        if (home.equals(variable)) {
            unusable.add("passwd names the same for " + who);
            return Optional.empty();
        }
        Optional<Path> path = path("passwd names ", home);
        return path.isPresent() ? usable("passwd names ", path.get()) : path;
    }

    private Optional<Path> path(String said, String home) {
        try {
            Path path = Path.of(home);
            if (path.isAbsolute()) {
                return Optional.of(path.normalize());
            }
            unusable.add(said + Printable.escape(home) + ", which is not an absolute path");
        } catch (InvalidPathException e) {
            unusable.add(said + Printable.escape(home) + ", which is no path in the encoding of this system");
        }
        return Optional.empty();
    }

    /** A home in which the state lies already, or in which it can be made. */
    private Optional<Path> usable(String said, Path home) {
        if (Files.isDirectory(home.resolve(below)) || Files.isWritable(nearest(home))) {
            return Optional.of(home);
        }
        unusable.add(said + home + ", which cannot be written");
        return Optional.empty();
    }

    /** The first folder on the way down that is there: in it the rest would have to be made. */
    private Path nearest(Path home) {
        Path nearest = home.resolve(below);
        while (!Files.exists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        return nearest;
    }

    /**
     * Whether what is made there is in nobody's way: after sudo, HOME may be that of the user before, who could not use what root makes there.
     * In a folder of root's, as /tmp, everybody may make his own.
     */
    private boolean isOurs(Path home) {
        if (uid.isEmpty() || !FileFacts.isPosix(home.getFileSystem())) {
            return true;
        }
        try {
            Object owner = FileFacts.of(home.toRealPath()).owner();
            return owner instanceof Integer number
                    && (number == ROOT || Integer.toUnsignedLong(number) == uid.getAsLong());
        } catch (IOException notThere) {
            return false;
        }
    }
}
