package dev.portman.cli;

/** Asks for the status of several projects in one JVM: one server is looked at in another way than many, and the archive of {@link FastStart} is to hold both. */
final class Rehearsal {

    private Rehearsal() {}

    /** Arguments: the folders of the projects. */
    public static void main(String[] folders) {
        for (String folder : folders) {
            if (Main.answer("-C", folder, "status", "-o", "json").isEmpty()) {
                throw new IllegalStateException("status is not rehearsed");
            }
        }
    }
}
