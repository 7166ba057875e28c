package dev.portman.model;

/**
 * Which HTTP status codes count as an answer.
 *
 * @param low the lowest code that passes
 * @param high the highest code that passes
 */
public record StatusRange(int low, int high) {

    /** What passes where the user named nothing: success and redirects. */
    public static final StatusRange DEFAULT = new StatusRange(200, 399);

    /** Refuses what is no range of HTTP status codes. */
    public StatusRange {
        if (low < 100 || high > 599 || low > high) {
            throw new IllegalArgumentException("no range of HTTP status codes: " + low + "-" + high);
        }
    }

    /** Whether {@code status} passes. */
    public boolean contains(int status) {
        return status >= low && status <= high;
    }

    @Override
    public String toString() {
        return low == high ? Integer.toString(low) : low + "-" + high;
    }
}
