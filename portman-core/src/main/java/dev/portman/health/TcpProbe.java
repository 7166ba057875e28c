package dev.portman.health;

import dev.portman.health.Probes.Answer;
import dev.portman.model.HealthCheck;
import java.time.Duration;

/** Asks one TCP check once: connects and closes, sends nothing. */
final class TcpProbe {

    private final String ownHost;

    TcpProbe(String ownHost) {
        this.ownHost = ownHost;
    }

    Answer ask(HealthCheck.Tcp check, Duration limit) {
        String host = check.host().orElse(ownHost);
        boolean accepts = PortCheck.accepts(host, Integer.parseInt(check.port()), limit);
        return new Answer(accepts, accepts ? "accepts" : "does not accept connections");
    }
}
