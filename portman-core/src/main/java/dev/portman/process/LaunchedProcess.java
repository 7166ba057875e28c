package dev.portman.process;

import dev.portman.model.ProcessIdentity;
import java.util.Optional;

/**
 * A process that was just launched.
 *
 * @param process our own child, whose exit code only we can learn
 * @param identity who it is; empty if it ended before it could be looked at
 */
public record LaunchedProcess(Process process, Optional<ProcessIdentity> identity) {}
