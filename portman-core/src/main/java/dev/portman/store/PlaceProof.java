package dev.portman.store;

import dev.portman.procfs.PidNamespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Proves that another place is gone: that its processes have ended and no later one can belong to it. What cannot be proven is not gone, as a
 * machine that cannot be seen from here.
 */
final class PlaceProof {

    /** On these no other running kernel writes: a disk, or the memory, of the one machine that has them mounted. */
    private static final Set<String> LOCAL =
            Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs", "bcachefs", "tmpfs");

    private final StateFolder folder;
    private Optional<PidNamespaces> seen = Optional.empty();

    PlaceProof(StateFolder folder) {
        this.folder = folder;
    }

    /**
     * Whether a place that was written down in a folder is gone.
     *
     * @param other perhaps ours
     * @param where the folder, which those of that place can write to
     */
    boolean isGone(Place other, Path where) {
        Place ours = folder.place();
        if (other.isSameAs(ours) || other.boot().isEmpty() || ours.boot().isEmpty()) {
            return false;
        }
        return other.boot().equals(ours.boot()) ? hasEnded(other) : isOver(other, where);
    }

    /** The same kernel runs: the numbers of namespaces are comparable. */
    private boolean hasEnded(Place other) {
        return folder.place().processes().hasReplaced(other.processes()) || lacks(other);
    }

    /** One look serves all questions. */
    private boolean lacks(Place other) {
        if (seen.isEmpty()) {
            seen = Optional.of(PidNamespaces.look());
        }
        return seen.get().lack(other.processes());
    }

    /**
     * Another boot, which is over if it was one of this machine. That two agree on an id is not enough for that: images of containers and
     * of virtual machines are copied with their id, and then share folders over a network. What is on a disk of this machine was written by
     * this machine; unless the disk is carried around, and then the ids differ. A container manager may tell a container another boot id
     * (systemd-nspawn(1)); its namespace is visible from here.
     */
    private boolean isOver(Place other, Path where) {
        return folder.knowsMachine()
                && other.machine().equals(folder.place().machine())
                && folder.place().processes().isInitial()
                && isLocal(where)
                && (other.processes().isInitial() || lacks(other));
    }

    private static boolean isLocal(Path where) {
        try {
            return LOCAL.contains(Files.getFileStore(where).type());
        } catch (IOException unknown) {
            return false;
        }
    }
}
