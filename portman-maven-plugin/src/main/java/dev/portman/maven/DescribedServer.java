package dev.portman.maven;

import dev.portman.model.ServerSpec;
import java.util.Optional;

/**
 * A server of the POM.
 *
 * @param spec what it is
 * @param portProperty a property of the build that takes its port
 */
record DescribedServer(ServerSpec spec, Optional<String> portProperty) {}
