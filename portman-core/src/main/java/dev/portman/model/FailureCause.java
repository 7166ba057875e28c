package dev.portman.model;

/**
 * Why a start failed, as far as the server itself said it. It is recognised in text that anybody may have written: it may lead to advice,
 * never to an act.
 */
public sealed interface FailureCause {

    /**
     * A port that it wanted belongs to somebody else.
     *
     * @param port which one
     */
    record AddressInUse(int port) implements FailureCause {}

    /**
     * Nobody answered on a port of this machine that it needs.
     *
     * @param port which one
     */
    record ConnectionRefused(int port) implements FailureCause {}

    /**
     * It may not listen on a port that the system keeps for privileged users.
     *
     * @param port which one
     */
    record PrivilegedPort(int port) implements FailureCause {}

    /**
     * A class was compiled for a newer Java than the one that ran it.
     *
     * @param wanted the feature version it was compiled for
     * @param ran the newest one that would have run
     */
    record WrongJava(int wanted, int ran) implements FailureCause {}

    /**
     * A package of Node.js is not installed.
     *
     * @param name the package, or the program that one brings
     * @param installer the command that installs what the project names
     */
    record MissingNodePackage(String name, String installer) implements FailureCause {}

    /**
     * A module of Python is not installed.
     *
     * @param name the module
     */
    record MissingPythonModule(String name) implements FailureCause {}

    /**
     * A shell did not find a program.
     *
     * @param name the program
     */
    record MissingProgram(String name) implements FailureCause {}

    /** It used up the memory that it allows itself. */
    record OutOfMemory() implements FailureCause {}

    /** SIGKILL from outside: the kernel's way when memory runs out, or somebody's. */
    record KilledFromOutside() implements FailureCause {}
}
