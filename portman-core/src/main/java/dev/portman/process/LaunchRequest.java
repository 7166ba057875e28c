package dev.portman.process;

import dev.portman.model.Command;
import dev.portman.model.StopSignal;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Everything a launch needs, decided.
 *
 * @param command the words and the variables, placeholders replaced, its port among them
 * @param cookie what its processes will carry
 * @param mark the number that the kernel is to keep for them; empty for none
 * @param log an existing file that takes its output
 * @param stopSignal what will ask it to end one day, and must be able to reach it
 */
public record LaunchRequest(Command command, String cookie, OptionalLong mark, Path log, StopSignal stopSignal) {}
