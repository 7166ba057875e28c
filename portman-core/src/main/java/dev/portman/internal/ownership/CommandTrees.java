package dev.portman.internal.ownership;

import dev.portman.model.ProcessIdentity;
import dev.portman.process.BoundedCommand;
import dev.portman.process.ProcessTable;
import dev.portman.process.Target;
import java.util.Optional;

/**
 * Finds everything that a short command has started, as for a server.
 *
 * @param table where to look
 */
public record CommandTrees(ProcessTable table) implements BoundedCommand.Trees {

    @Override
    public Target of(Optional<ProcessIdentity> leader, String cookie) {
        return new ServerTree(Launch.ofCommand(table.self(), leader, cookie), table);
    }
}
