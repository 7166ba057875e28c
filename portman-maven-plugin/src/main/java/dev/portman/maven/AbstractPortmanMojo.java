package dev.portman.maven;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import dev.portman.model.InvalidInputException;
import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.model.ServerKey;
import dev.portman.model.Side;
import dev.portman.model.StateFolderException;
import dev.portman.report.PlanReport;
import dev.portman.report.Sentences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What all goals share: when they are skipped, who asked, how events are printed, and the one place where errors become Maven's. */
abstract class AbstractPortmanMojo extends AbstractMojo {

    /** How a user says that the servers of running builds are meant. */
    static final String SIDE_OF_BUILD = "-Dportman.side=build";

    /** The build this goal runs in. */
    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    MavenSession session;

    /** This execution; tells whether the goal was typed or is bound to a phase. */
    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    MojoExecution execution;

    /** Skips every goal of portman. A single goal is skipped by {@code -Dportman.start.skip} and the like. */
    @Parameter(property = "portman.skip", defaultValue = "false")
    boolean skip;

    /** What lifts a guard or a limit, or says whose servers are meant: in no POM and in no file. */
    private static final Set<String> NEVER_IN_A_FILE =
            Set.of("portman.all", "portman.allow", "portman.allInRange", "portman.side");

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        Optional<String> reason = reasonToSkip();
        if (reason.isPresent()) {
            getLog().info("portman:" + execution.getGoal() + " is skipped (" + reason.get() + ").");
            return;
        }
        try {
            check(new InputCheck(session, execution));
            run();
        } catch (InvalidInputException | StateFolderException e) {
            throw new MojoExecutionException(text(e), e);
        } catch (PortmanException e) {
            throw new MojoFailureException(text(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoFailureException("portman:" + execution.getGoal() + " was interrupted.", e);
        }
    }

    /** The goal itself; a {@link PortmanException} that it throws is mapped here. */
    abstract void run() throws MojoFailureException, InterruptedException;

    /** Further properties that this goal takes from the command line only; a POM may mean other goals by them. */
    Set<String> typedOnly() {
        return Set.of();
    }

    /** Whether this goal was typed: MojoExecution.getSource() is right whatever the execution's id is. What another goal calls counts as bound. */
    final boolean isTyped() {
        return execution.getSource() == MojoExecution.Source.CLI;
    }

    /** Whose servers this goal is about. */
    Side side() {
        return isTyped() ? Side.PERSON : Side.BUILD;
    }

    /** The side that the user means and no other; empty if that was not typed. */
    final Optional<Side> typedSide() {
        return commandLine().value("portman.side").map(it -> {
            if (!it.equals(Side.BUILD.word())) {
                throw new InvalidInputException("portman.side", it, "must be build, or not be given");
            }
            return Side.BUILD;
        });
    }

    /** Portman, telling Maven's log what it does. */
    final Portman portman() {
        Allowances allowances =
                commandLine().value("portman.allow").map(Allowances::parse).orElse(Allowances.NONE);
        return Portman.open(System.getenv(), allowances, this::print);
    }

    /** What the user typed after {@code -D}. */
    final CommandLineProperties commandLine() {
        return new CommandLineProperties(session.getUserProperties());
    }

    /** Where to print what may also happen while this JVM is ending. */
    final BuildLog buildLog() {
        return new BuildLog(getLog(), StandardOutput::print);
    }

    /** Prints lines of a result. */
    final void print(List<String> lines) {
        lines.forEach(buildLog()::info);
    }

    /**
     * Prints what would be done.
     *
     * @throws PortmanException what it would have failed with
     */
    final void show(PlanReport plan) {
        print(plan.lines());
        plan.refusal().ifPresent(it -> {
            throw it;
        });
    }

    /** Prints what happens. */
    final void print(ProgressEvent event) {
        List<String> lines = Sentences.of(event, this::nameOf);
        if (event.level() == ProgressEvent.Level.WARNING) {
            lines.forEach(buildLog()::warn);
        } else if (event.level() == ProgressEvent.Level.DETAIL) {
            lines.forEach(getLog()::debug);
        } else {
            print(lines);
        }
        alsoOf(event).forEach(buildLog()::warn);
    }

    /** What a server is called in what is printed. */
    String nameOf(ServerKey server) {
        return server.name();
    }

    /** What else to warn of when something happens. */
    List<String> alsoOf(ProgressEvent event) {
        return List.of();
    }

    private void check(InputCheck input) {
        Set<String> typed = new TreeSet<>(NEVER_IN_A_FILE);
        typed.addAll(typedOnly());
        input.checkTyped(typed);
        input.checkSpelling();
        input.checkPoms(NEVER_IN_A_FILE);
        input.checkConfiguration(isTyped());
    }

    private Optional<String> reasonToSkip() {
        if (isOn("portman.skip", skip)) {
            return Optional.of("portman.skip");
        }
        List<String> others = new ArrayList<>(List.of("portman." + execution.getGoal() + ".skip"));
        if (TestPhases.contain(Optional.ofNullable(execution.getLifecyclePhase()))) {
            others.addAll(List.of("skipITs", "skipTests", "maven.test.skip"));
        }
        return others.stream().filter(this::isOn).findFirst();
    }

    /** A switch as it was typed, which beats the POM in both directions. */
    private boolean isOn(String property, boolean otherwise) {
        return commandLine().value(property).isPresent() ? commandLine().isSet(property) : otherwise;
    }

    /** A switch that is no parameter, from where Maven looks for it. */
    private boolean isOn(String property) {
        String value = session.getSystemProperties()
                .getProperty(
                        property, session.getCurrentProject().getProperties().getProperty(property));
        return isOn(property, Boolean.parseBoolean(value));
    }

    /** What happened and the way out, in lines; of further servers too, where several failed. */
    static String text(PortmanException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        List<String> lines = new ArrayList<>(List.of(message));
        Optional.of(e.advice()).filter(advice -> !advice.isEmpty()).ifPresent(lines::add);
        Arrays.stream(e.getSuppressed())
                .filter(PortmanException.class::isInstance)
                .forEach(it -> lines.add(text((PortmanException) it)));
        return String.join(System.lineSeparator(), lines);
    }
}
