package dev.portman.model;

import java.nio.file.Path;
import java.util.List;

/** Something about the servers of this user that somebody may want to put in order. */
public sealed interface Finding extends Worded {

    /** Whether it can be cleaned without asking anybody; otherwise it is for people to decide. */
    default boolean isCleanable() {
        return true;
    }

    /** A server is on record whose processes are gone. */
    record EndedServer(ServerRecord record) implements Finding {
        @Override
        public String word() {
            return "endedServer";
        }
    }

    /** A server runs although the build that it was to end with is proven dead. */
    record AbandonedServer(ServerRecord record) implements Finding {
        @Override
        public String word() {
            return "abandonedServer";
        }
    }

    /** A server runs although its folder is gone, and nobody counts on it. */
    record LostServer(ServerRecord record) implements Finding {
        @Override
        public String word() {
            return "lostServer";
        }
    }

    /** A port is reserved for a process that is gone. */
    record DeadReservation(PortReservation reservation) implements Finding {
        @Override
        public String word() {
            return "deadReservation";
        }
    }

    /** A file of the state folder that was not believed and moved aside. */
    record RefusedFile(Path file) implements Finding {
        @Override
        public String word() {
            return "refusedFile";
        }
    }

    /**
     * Something in the state folder that is of no use any more: a part of a file whose writer was killed, or what can be read again.
     *
     * @param file which
     * @param isPart whether it is the former
     */
    record Leftover(Path file, boolean isPart) implements Finding {
        @Override
        public String word() {
            return "leftover";
        }
    }

    /** The starts of a server are remembered whose folder is gone. */
    record LostHistory(ServerKey key) implements Finding {
        @Override
        public String word() {
            return "lostHistory";
        }
    }

    /**
     * The log of a run before the last one, untouched for weeks.
     *
     * @param file which
     * @param bytes how large it is
     */
    record OldLog(Path file, long bytes) implements Finding {
        @Override
        public String word() {
            return "oldLog";
        }
    }

    /**
     * Records of servers whose boot or container is proven to be over.
     *
     * @param folder where they lie
     * @param records how many
     */
    record GonePlace(Path folder, int records) implements Finding {
        @Override
        public String word() {
            return "gonePlace";
        }
    }

    /**
     * Records of servers of another machine, boot or container, of which cannot be told from here whether it is still there.
     *
     * @param folder where they lie
     * @param records how many
     */
    record OtherPlace(Path folder, int records) implements Finding {
        @Override
        public String word() {
            return "otherPlace";
        }

        @Override
        public boolean isCleanable() {
            return false;
        }
    }

    /**
     * Several projects want the same port.
     *
     * @param port which
     * @param wanted by which servers, of two folders at least
     */
    record ContestedPort(int port, List<ServerKey> wanted) implements Finding {

        /** Copies the list. */
        public ContestedPort {
            wanted = List.copyOf(wanted);
        }

        @Override
        public String word() {
            return "contestedPort";
        }

        @Override
        public boolean isCleanable() {
            return false;
        }
    }
}
