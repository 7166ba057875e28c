package dev.portman.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens while a verb runs, as values: the front ends turn them into lines, the audit trail keeps them. */
public sealed interface ProgressEvent {

    /** How loud an event is. */
    enum Level {
        /** For whoever asks for details. */
        DETAIL,
        /** Part of the story. */
        INFO,
        /** The user should look at this. */
        WARNING
    }

    /** How loud it is. */
    default Level level() {
        return Level.INFO;
    }

    /**
     * A holder is about to be asked to go.
     *
     * @param port the port it holds
     * @param server the name of who wants it; empty if it is to be free for nobody in particular
     * @param holder who
     * @param stopping how
     */
    record Evicting(int port, Optional<String> server, PortHolder holder, Stopping stopping) implements ProgressEvent {}

    /**
     * Holders were asked to go, and this is what became of them.
     *
     * @param port the port
     * @param holder one of them
     * @param stopping how they were asked
     * @param termination of all of them
     */
    record Evicted(int port, PortHolder holder, Stopping stopping, Termination termination) implements ProgressEvent {}

    /**
     * A process was left alone although it was in the way, or a member of a tree.
     *
     * @param spared who and why
     */
    record SparedProcess(Termination.Spared spared) implements ProgressEvent {
        @Override
        public Level level() {
            return Level.WARNING;
        }
    }

    /**
     * A port was taken again at once by a child of the same parent: a supervisor starts it anew.
     *
     * @param port the port
     * @param again who has it now
     * @param parent who starts it, as {@code pid 4200 (supervisord)}
     * @param asked whether the parent is asked to end as well
     */
    record Respawned(int port, PortHolder again, String parent, boolean asked) implements ProgressEvent {
        @Override
        public Level level() {
            return Level.WARNING;
        }
    }

    /**
     * A server became ready clearly later than usual.
     *
     * @param ready its record
     */
    record SlowStart(ServerRecord ready) implements ProgressEvent {
        @Override
        public Level level() {
            return Level.WARNING;
        }
    }

    /**
     * A start uses another port than it was asked for.
     *
     * @param server which
     * @param policy that chose so
     * @param port what it uses
     * @param conflict why
     */
    record FallingBack(ServerKey server, OnConflict policy, int port, PortConflict conflict) implements ProgressEvent {
        @Override
        public Level level() {
            return Level.WARNING;
        }
    }

    /**
     * A server is about to be stopped.
     *
     * @param running its record
     * @param stopping how
     * @param users the other living processes that use it
     */
    record StoppingServer(ServerRecord running, Stopping stopping, List<ProcessIdentity> users)
            implements ProgressEvent {

        /** Copies the list. */
        public StoppingServer {
            users = List.copyOf(users);
        }
    }

    /**
     * Another stop owns a server: a stop joins it, a start waits for it.
     *
     * @param server its record
     * @param owner the process that stops it
     */
    record StopUnderWay(ServerRecord server, ProcessIdentity owner) implements ProgressEvent {}

    /**
     * A server is about to be stopped whose folder is gone.
     *
     * @param running its record
     * @param now where it runs now, if that is known
     */
    record LostServer(ServerRecord running, Optional<Path> now) implements ProgressEvent {}

    /**
     * A server was stopped.
     *
     * @param result how it went
     */
    record StoppedServer(StopResult result) implements ProgressEvent {}

    /**
     * A command around the life of a server begins.
     *
     * @param server its name
     * @param before whether it comes before the start; else it comes after the stop
     * @param command its words
     */
    record RunningHook(String server, boolean before, List<String> command) implements ProgressEvent {

        /** Copies the list. */
        public RunningHook {
            command = List.copyOf(command);
        }
    }

    /**
     * A command that comes after the stop of a server did not do what it is for; the server is gone all the same.
     *
     * @param server its name
     * @param command its words
     * @param how as the end of a sentence
     */
    record HookFailed(String server, List<String> command, String how) implements ProgressEvent {

        /** Copies the list. */
        public HookFailed {
            command = List.copyOf(command);
        }

        @Override
        public Level level() {
            return Level.WARNING;
        }
    }

    /**
     * A server that runs is not as it is described any more, so it is replaced.
     *
     * @param server its name
     * @param parts the names of what has changed, never a value
     */
    record Changed(String server, List<String> parts) implements ProgressEvent {

        /** Copies the list. */
        public Changed {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Files that a server is watched by have changed, so it is started anew.
     *
     * @param server its name
     * @param files as paths below the folder of the project where they are
     */
    record FilesChanged(String server, List<Path> files) implements ProgressEvent {

        /** Copies the list. */
        public FilesChanged {
            files = List.copyOf(files);
        }
    }

    /**
     * Servers that are attended to are not described any more, so they are stopped.
     *
     * @param servers their names
     */
    record Undescribed(List<String> servers) implements ProgressEvent {

        /** Copies the list. */
        public Undescribed {
            servers = List.copyOf(servers);
        }
    }

    /**
     * A description that has changed cannot be used; the servers that run are left as they are.
     *
     * @param description the file
     */
    record DescriptionRefused(Path description) implements ProgressEvent {
        @Override
        public Level level() {
            return Level.WARNING;
        }
    }

    /**
     * From now on, changes of files are heeded.
     *
     * @param description the file that describes the servers
     * @param files how many others
     */
    record Watching(Path description, int files) implements ProgressEvent {}

    /**
     * The system does not tell of changes in all folders, so that they are looked for now and then.
     *
     * @param reason as the end of a sentence
     */
    record WatchedSlowly(String reason) implements ProgressEvent {
        @Override
        public Level level() {
            return Level.WARNING;
        }
    }

    /** No mark could be set on what is launched: what a daemon starts and cuts off from itself may not be recognised. */
    record Unmarked() implements ProgressEvent {
        @Override
        public Level level() {
            return Level.DETAIL;
        }
    }

    /**
     * A process was launched.
     *
     * @param launched its record
     */
    record Launched(ServerRecord launched) implements ProgressEvent {}

    /**
     * Still waiting; comes now and then while a start waits.
     *
     * @param server its name
     * @param pending what it waits for, in words
     * @param elapsed since the launch
     */
    record Waiting(String server, String pending, Duration elapsed) implements ProgressEvent {}

    /**
     * A server is ready.
     *
     * @param result the running server
     */
    record Ready(StartResult result) implements ProgressEvent {}

    /**
     * A server that was released here runs on.
     *
     * @param server its record
     * @param others who uses it; nobody, if it was started to stay
     */
    record LeftRunning(ServerRecord server, List<ProcessIdentity> others) implements ProgressEvent {

        /** Copies the list. */
        public LeftRunning {
            others = List.copyOf(others);
        }
    }

    /**
     * A server that somebody attends to has ended, or could not be started again.
     *
     * @param server its name
     * @param exitCode how it ended, with 128 and more for a signal; empty if that is not known
     * @param next what becomes of it
     */
    record Ended(String server, Optional<Integer> exitCode, AfterEnd next) implements ProgressEvent {
        @Override
        public Level level() {
            return Level.WARNING;
        }
    }

    /**
     * One of several servers that were started together has failed, so the others are given up.
     *
     * @param failed its name
     * @param stopped those that were ready already and are about to be stopped again
     * @param notBegun those that had not been begun
     */
    record StartAbandoned(String failed, List<String> stopped, List<String> notBegun) implements ProgressEvent {

        /** Copies the lists. */
        public StartAbandoned {
            stopped = List.copyOf(stopped);
            notBegun = List.copyOf(notBegun);
        }
    }

    /**
     * A part of a call is bound to be refused, so all of it is, before its first act.
     *
     * @param others what could have been done, and is left as it is
     */
    record NothingDone(List<String> others) implements ProgressEvent {

        /** Copies the list. */
        public NothingDone {
            others = List.copyOf(others);
        }
    }

    /**
     * A file of the state folder cannot be believed; nothing was done on its word.
     *
     * @param file where it was
     * @param reason why it is not believed
     * @param movedTo where it is now; the same as {@code file} if it was left in place
     */
    record RecordRefused(Path file, String reason, Path movedTo) implements ProgressEvent {
        @Override
        public Level level() {
            return Level.WARNING;
        }
    }

    /**
     * A record whose process is gone was removed, or one whose pid belongs to somebody else by now.
     *
     * @param stale the record
     * @param reason why it is stale, in words
     */
    record RecordDropped(ServerRecord stale, String reason) implements ProgressEvent {}

    /**
     * The records of places that are gone were removed.
     *
     * @param records how many
     */
    record PlacesDropped(int records) implements ProgressEvent {}

    /**
     * The files of a server do not lie where they are described, since another machine or container has its own there.
     *
     * @param server its name
     * @param described where they would lie
     * @param logs where they lie
     */
    record LogsBeside(String server, Path described, Path logs) implements ProgressEvent {}

    /**
     * The end of an earlier build was not followed by the end of its servers.
     *
     * @param reason what its guardian has noted
     */
    record GuardianFailed(String reason) implements ProgressEvent {
        @Override
        public Level level() {
            return Level.WARNING;
        }
    }

    /**
     * What people and scripts would look at could not be written; servers and records are as they should be.
     *
     * @param reason as a sentence
     */
    record NotShown(String reason) implements ProgressEvent {
        @Override
        public Level level() {
            return Level.WARNING;
        }
    }
}
