package dev.portman.cli;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.Holders;
import dev.portman.model.PortState;
import dev.portman.model.ServerState;
import dev.portman.model.ServerStatus;
import dev.portman.model.Side;
import dev.portman.model.SideChoice;
import dev.portman.report.HoldersReport;
import dev.portman.report.StatusJson;
import dev.portman.report.StatusTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code status} answers, however its words were read; in plain loops, since most runs of the command are this one.
 *
 * @param directory the project's
 * @param targets what it is asked about
 * @param side the only one that is shown; empty for both
 * @param all whether about all servers of this user
 * @param check whether the checks of the servers are asked before
 * @param json whether a program asks
 */
record StatusAnswer(Path directory, Targets targets, Optional<Side> side, boolean all, boolean check, boolean json)
        implements Answer {

    @Override
    public int on(Screen screen) {
        Portman portman = Portman.open(System.getenv(), Allowances.NONE, screen);
        boolean listened = true;
        for (int port : targets.ports()) {
            listened &= showPort(port, portman, screen);
        }
        boolean running = true;
        if (targets.ports().isEmpty() || !targets.names().isEmpty()) {
            running = showServers(portman, screen);
        }
        return listened && running ? ExitCode.DONE : ExitCode.NOT_RUNNING;
    }

    private boolean showServers(Portman portman, Screen screen) {
        List<ServerStatus> statuses =
                shown(all ? portman.statusOfAll() : observed(portman).statuses(targets.names()));
        boolean running = !statuses.isEmpty();
        for (ServerStatus status : SideChoice.judged(statuses)) {
            running &= status.state() == ServerState.RUNNING;
        }
        if (json) {
            screen.document(StatusJson.many(statuses));
        } else {
            screen.results(StatusTable.of(statuses));
        }
        return running;
    }

    private List<ServerStatus> shown(List<ServerStatus> known) {
        return side.isPresent() ? SideChoice.toSee(known, side) : known;
    }

    private Observed observed(Portman portman) {
        Observed observed = new Observed(Project.of(directory, portman), portman);
        return check ? observed.asked(targets.names()) : observed;
    }

    private boolean showPort(int port, Portman portman, Screen screen) {
        PortState state = portman.probe(port);
        Holders holders = portman.holders(port);
        if (json) {
            screen.document(HoldersReport.json(port, state, holders, portman.lostAmong(holders)));
        } else {
            screen.results(HoldersReport.lines(port, state, holders, portman.lostAmong(holders)));
        }
        return !(holders instanceof Holders.Nobody);
    }
}
