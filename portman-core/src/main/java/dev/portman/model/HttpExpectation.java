package dev.portman.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which answers to an HTTP check pass.
 *
 * @param status the status must be in here
 * @param body must be found in the first {@value #LARGEST_BODY} bytes of the body, read as UTF-8; where there is none, no body is read
 */
public record HttpExpectation(StatusRange status, Optional<Pattern> body) {

    /** So much of a body is looked at, in bytes. */
    public static final int LARGEST_BODY = 64 * 1024;
}
