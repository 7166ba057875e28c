package dev.portman.process;

import dev.portman.model.ProcessIdentity;
import java.util.Optional;

/**
 * A process that was just launched.
 *
 * @param process our own child, whose exit code only we can learn
 * @param identity who it is, for ever; empty if it ended before that could be seen
 */
public record LaunchedProcess(Process process, Optional<ProcessIdentity> identity) {}
