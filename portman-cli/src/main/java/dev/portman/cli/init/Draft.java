package dev.portman.cli.init;

import java.util.Optional;

/**
 * A server as it was guessed from what lies in a folder; the user has the last word, in {@code portman.yaml}.
 *
 * @param name what it will be called
 * @param folder where it lies, relative to the project; empty for the project's own folder
 * @param command what starts it, with {@code @{port}} where its port belongs
 * @param port the port that it uses by itself
 * @param health the path that tells whether it is well; empty where it has none of its own
 * @param role whether others are likely to call it
 * @param evidence what the guess rests on
 */
record Draft(
        String name, String folder, String command, int port, Optional<String> health, Role role, Evidence evidence) {

    /** What a server is to the others of its project. */
    enum Role {
        BACKEND,
        FRONTEND;

        String word() {
            return this == BACKEND ? "backend" : "frontend";
        }
    }

    /** A server in the project's own folder, without a path for its health. */
    static Draft of(Role role, String command, int port, Evidence evidence) {
        return new Draft(role.word(), "", command, port, Optional.empty(), role, evidence);
    }

    Draft named(String other) {
        return new Draft(other, folder, command, port, health, role, evidence);
    }

    Draft in(String part) {
        return new Draft(name, part, command, port, health, role, evidence.in(part));
    }

    Draft onPort(int other) {
        return new Draft(name, folder, command, other, health, role, evidence);
    }

    Draft withHealth(Optional<String> path) {
        return new Draft(name, folder, command, port, path, role, evidence);
    }
}
