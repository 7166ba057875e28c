package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.InvalidInputException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenServersTest {

    private static final String DB = "<name>db</name><command>db</command><port>1</port>";
    private static final String OTHER_DB = "<name>db</name><command>db</command><port>2</port>";

    private final Plugin plugin = new Plugin();

    @Test
    void twoExecutionsMayNotMeanDifferentServersByOneName() throws Exception {
        add("one", "start", "", DB);
        add("other", "start", "process-classes", OTHER_DB + "<stopTimeout>1s</stopTimeout>");

        assertThatThrownBy(() -> servers().refuseContradictions())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("<name> 'db' is described differently by the executions 'one' and 'other'"
                        + " (port, stopTimeout); give one of the two another name.");
    }

    @Test
    void aListAndTheKeysThemselvesAreTheSame() throws Exception {
        add("one", "start", "", DB + "<environmentVariables><A>1</A></environmentVariables>");
        add(
                "other",
                "exec",
                "verify",
                "<servers><server><environmentVariables><A>2</A></environmentVariables>" + DB + "</server></servers>");

        assertThatThrownBy(() -> servers().refuseContradictions()).hasMessageContaining("(environmentVariables)");
    }

    @ParameterizedTest
    @CsvSource({"start, none", "start, ' '", "stop, verify", "restart, ''", "exec, none"})
    void whatNoPhaseStartsContradictsNothing(String goal, String phase) throws Exception {
        add("one", "start", "", DB);
        add("other", goal, phase, OTHER_DB);

        assertThatCode(() -> servers().refuseContradictions()).doesNotThrowAnyException();
    }

    @Test
    void theOrderOfElementsAndKeysOfTheGoalDoNotMatter() throws Exception {
        add("one", "start", "", DB);
        add(
                "other",
                "start",
                "",
                "<keepRunning>true</keepRunning><port> 1 </port><command>db</command><name>db</name>");

        assertThatCode(() -> servers().refuseContradictions()).doesNotThrowAnyException();
    }

    @Test
    void knowsTheNamesOfServersAndInstances() throws Exception {
        add("one", "start", "", "<command>x</command>");
        add(
                "other",
                "start",
                "none",
                "<servers><server><name>a</name><instances>2</instances><command>x</command></server><server>" + DB
                        + "</server></servers>");
        add("bare", "stop", "", "<name>app</name>");

        assertThat(servers().names()).containsExactly("artifact", "a-1", "a-2", "db");
    }

    @Test
    void whatAStopNamesIsNotDescribedByThatButByThePlugin() throws Exception {
        plugin.setConfiguration(Xpp3DomBuilder.build(
                new StringReader("<configuration><name>web</name><command>x</command></configuration>")));
        // As Maven merges it.
        add("bare", "stop", "", "<name>nosuch</name><command>x</command>");

        assertThat(servers().names()).containsExactly("web");
    }

    @Test
    void aModuleWithoutThePluginDescribesNothing() {
        assertThat(WrittenServers.of(Optional.empty(), "artifact").names()).isEmpty();
    }

    private WrittenServers servers() {
        return WrittenServers.of(Optional.of(plugin), "artifact");
    }

    private void add(String id, String goal, String phase, String configuration) throws Exception {
        PluginExecution execution = new PluginExecution();
        execution.setId(id);
        execution.setGoals(List.of(goal));
        if (!phase.isEmpty()) {
            execution.setPhase(phase);
        }
        execution.setConfiguration(
                Xpp3DomBuilder.build(new StringReader("<configuration>" + configuration + "</configuration>")));
        plugin.addExecution(execution);
    }
}
