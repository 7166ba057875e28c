package dev.portman.model;

/** A value that the user gave is refused, before anything is started or stopped. */
public final class InvalidInputException extends PortmanException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_SHOWN = 200;

    private final String parameter;

    /**
     * One line that names the parameter, the value and what is allowed; what sounds like a secret in the value is hidden.
     *
     * @param parameter the name that the user wrote
     * @param value what was given; empty if nothing was, and then not shown
     * @param allowed what would have been right, as a clause: "must be a number from 0 to 65535"
     */
    public InvalidInputException(String parameter, String value, String allowed) {
        super(
                parameter + (value.isEmpty() ? " " : " '" + printable(SecretText.withoutThoseOfLine(value)) + "' ")
                        + allowed + ".",
                "");
        this.parameter = parameter;
    }

    /** The name that the user wrote. */
    public String parameter() {
        return parameter;
    }

    @Override
    public int exitCode() {
        return 2;
    }

    /** Escaped, and short enough that the rest of the line is still read. */
    private static String printable(String value) {
        int shown = value.offsetByCodePoints(0, Math.min(LONGEST_SHOWN, value.codePointCount(0, value.length())));
        return Printable.escape(value.substring(0, shown)) + (shown < value.length() ? "..." : "");
    }
}
