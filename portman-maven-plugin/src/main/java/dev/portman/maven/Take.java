package dev.portman.maven;

import dev.portman.model.ServerKey;
import dev.portman.model.Side;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * That one execution of a start counts on a server.
 *
 * @param scope the module and the lifecycle that the execution runs in
 * @param execution its goal and id
 * @param name the server's name in the module's description
 * @param server the running server
 */
record Take(Scope scope, String execution, String name, Server server) {

    /**
     * Where goals of a build run.
     *
     * @param module the real path of the module's folder
     * @param lifecycle empty for the build's own; a fork's begins with that of the lifecycle that forked it
     */
    record Scope(String module, String lifecycle) {

        /** Whether another one is this one, or was forked by it. */
        boolean contains(Scope other) {
            return other.module.equals(module)
                    && (other.lifecycle.equals(lifecycle) || other.lifecycle.startsWith(lifecycle + "/"));
        }
    }

    /**
     * One start of a server.
     *
     * @param key which server; a person's where the build has joined one
     * @param cookie what tells this start from every other
     * @param joined whether it ran before the build came
     */
    record Server(ServerKey key, String cookie, boolean joined) {}

    /** Whether this is the same execution for the same server. */
    boolean isSameAs(Take other) {
        return scope.equals(other.scope) && execution.equals(other.execution) && isOf(other.scope.module(), other.name);
    }

    /** Whether it is of the server that a module describes by a name. */
    boolean isOf(String module, String called) {
        return scope.module().equals(module) && name.equals(called);
    }

    /** The same of another start of the server. */
    Take of(Server other) {
        return new Take(scope, execution, name, other);
    }

    /** In the words of the JDK: two versions of the plugin in one build share them, not this class. */
    Map<String, String> words() {
        return Map.of(
                "module", scope.module(),
                "lifecycle", scope.lifecycle(),
                "execution", execution,
                "name", name,
                "directory", server.key().directory().toString(),
                "server", server.key().name(),
                "side", server.key().side().word(),
                "cookie", server.cookie(),
                "joined", Boolean.toString(server.joined()));
    }

    /** The same from those words. */
    static Take of(Map<String, String> words) {
        ServerKey key = new ServerKey(
                Path.of(word(words, "directory")),
                word(words, "server"),
                word(words, "side").equals(Side.BUILD.word()) ? Side.BUILD : Side.PERSON);
        return new Take(
                new Scope(word(words, "module"), word(words, "lifecycle")),
                word(words, "execution"),
                word(words, "name"),
                new Server(key, word(words, "cookie"), Boolean.parseBoolean(word(words, "joined"))));
    }

    private static String word(Map<String, String> words, String key) {
        return Optional.ofNullable(words.get(key)).orElse("");
    }
}
