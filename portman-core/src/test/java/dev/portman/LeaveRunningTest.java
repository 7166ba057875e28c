package dev.portman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.Lifetime;
import dev.portman.model.OnConflict;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerRecord;
import dev.portman.model.ServerSpec;
import dev.portman.model.StartResult;
import dev.portman.testing.FreePort;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers that a process counts itself out of, and that stay. */
class LeaveRunningTest extends RealServers {

    private final int port = FreePort.any();

    @Test
    void whatWasOnlyJoinedIsLeftHoweverOftenItIsReleased() {
        StartResult stays = portman.start(server("backend").port(port).build());
        ServerRecord joined = portman.start(joining()).record();
        assertThat(joined.users()).hasSize(1);

        portman.leaveRunning(List.of(joined));

        assertThat(told)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                ProgressEvent.LeftRunning.class,
                                left -> assertThat(left.others()).isEmpty()));
        assertThat(portman.status(project))
                .singleElement()
                .satisfies(it -> assertThat(it.users()).isEmpty());
        assertThat(portman.releaseStarts(List.of(joined), AS_DESCRIBED))
                .as("another part of this process joined it, too")
                .isEmpty();
        assertThat(isAlive(stays)).isTrue();
    }

    @Test
    void aLaterStartIsNoneOfItsBusiness() {
        ServerSpec spec = server("backend").port(port).build();
        ServerRecord before = portman.start(spec).record();
        portman.stop(spec.key(), AS_DESCRIBED);
        portman.start(spec);
        ServerRecord now = portman.start(joining()).record();

        portman.leaveRunning(List.of(before));

        assertThat(portman.status(project))
                .singleElement()
                .satisfies(it -> assertThat(it.users()).isEqualTo(now.users()));
    }

    @Test
    void aDefectKeepsNothingElseFromBeingDone() {
        List<String> done = new ArrayList<>();
        Failures failures = new Failures();
        failures.attempt(() -> {
            throw new IllegalStateException("defect");
        });
        failures.attempt(() -> done.add("the rest"));

        assertThat(done).containsExactly("the rest");
        assertThatThrownBy(failures::throwFirst).hasMessage("defect");
    }

    private ServerSpec joining() {
        return server("backend")
                .port(port)
                .lifetime(Lifetime.BUILD)
                .onConflict(OnConflict.REUSE)
                .build();
    }
}
