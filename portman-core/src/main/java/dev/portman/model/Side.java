package dev.portman.model;

/** Whose server one is: a person's and a build's of the same folder and name are two servers. */
public enum Side implements Worded {
    /** A person has typed its start. */
    PERSON("person"),
    /** A build has it for its own time: a goal that is bound to a phase, {@code exec}, {@code reserve}. */
    BUILD("build");

    private final String word;

    Side(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
