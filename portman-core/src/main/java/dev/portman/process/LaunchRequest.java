package dev.portman.process;

import dev.portman.model.Command;
import dev.portman.model.StopSignal;
import java.nio.file.Path;

/**
 * Everything a launch needs, decided.
 *
 * @param command the words and the variables, placeholders replaced, its port among them
 * @param cookie what its processes will carry
 * @param log an existing file that takes its output
 * @param stopSignal what will ask it to end one day, and must be able to reach it
 */
public record LaunchRequest(Command command, String cookie, Path log, StopSignal stopSignal) {}
