package dev.portman.cli.init;

/**
 * What a guess rests on, so that the user can tell whether it is right.
 *
 * @param kind what was recognised
 * @param file where, relative to the project
 */
record Evidence(String kind, String file) {

    Evidence in(String folder) {
        return new Evidence(kind, folder + "/" + file);
    }

    @Override
    public String toString() {
        return kind + " (" + file + ")";
    }
}
