package dev.portman.cli;

import dev.portman.model.PortmanException;
import dev.portman.model.ProgressEvent;
import dev.portman.report.Sentences;
import dev.portman.session.Colour;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What the user sees: results on standard output, everything else on standard error. Usable from any thread. */
final class Screen implements Consumer<ProgressEvent> {

    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RESET = "\u001b[0m";
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final boolean verbose;
    private final boolean quiet;
    private final boolean colourOut;
    private final boolean colourErr;
    private final boolean watched = Colour.ERR.isTerminal();
    private boolean waitingShown;
    private boolean eventsAreResults;

    Screen(boolean verbose, boolean quiet, boolean colour) {
        this.verbose = verbose;
        this.quiet = quiet;
        this.colourOut = colour && Colour.OUT.isTerminal();
        this.colourErr = colour && Colour.ERR.isTerminal();
    }

    /** From now on "ready" and "stopped" are what was asked for, and go to standard output. */
    Screen withEventsAsResults(boolean yes) {
        eventsAreResults = yes;
        return this;
    }

    boolean isColouredOut() {
        return colourOut;
    }

    @Override
    public synchronized void accept(ProgressEvent event) {
        List<String> lines =
                Sentences.of(event).stream().map(Words::ofCommandLine).toList();
        if (event.level() == ProgressEvent.Level.WARNING) {
            lines.forEach(this::warning);
        } else if (event.level() == ProgressEvent.Level.DETAIL) {
            lines.forEach(this::detail);
        } else if (event instanceof ProgressEvent.Waiting && watched) {
            waiting(lines);
        } else if (eventsAreResults && isResult(event)) {
            lines.forEach(this::result);
        } else {
            lines.forEach(this::note);
        }
    }

    /** A line of what was asked for. */
    synchronized void result(String line) {
        if (!quiet) {
            document(line);
        }
    }

    /** The same for several lines. */
    synchronized void results(List<String> lines) {
        for (String line : lines) {
            result(line);
        }
    }

    /** Text for a program: printed whatever the user thinks of talk. */
    synchronized void document(String text) {
        clearWaiting();
        out.println(text);
    }

    /** Whether nobody reads our output any more ({@code | head}). */
    synchronized boolean isOutputClosed() {
        return out.checkError();
    }

    synchronized void note(String line) {
        if (!quiet) {
            clearWaiting();
            err.println(line);
        }
    }

    synchronized void detail(String line) {
        if (verbose) {
            note(line);
        }
    }

    synchronized void warning(String line) {
        clearWaiting();
        err.println(coloured(YELLOW, "WARNING: ") + line);
    }

    synchronized void error(String line) {
        clearWaiting();
        err.println(coloured(RED, "portman: ") + line);
    }

    /** What went wrong, and the way out. */
    synchronized void error(PortmanException e) {
        error(Words.ofCommandLine(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        if (!e.advice().isEmpty()) {
            err.println(Words.ofCommandLine(e.advice()));
        }
        Arrays.stream(e.getSuppressed())
                .filter(PortmanException.class::isInstance)
                .forEach(it -> error((PortmanException) it));
    }

    /** A fault of ours. */
    @SuppressWarnings("CatchAndPrintStackTrace") // The details that -v promises.
    synchronized void unexpected(Exception e) {
        error("failed unexpectedly: " + e + (verbose ? "" : " (-v tells where)"));
        if (verbose) {
            e.printStackTrace(err);
        }
    }

    private static boolean isResult(ProgressEvent event) {
        return event instanceof ProgressEvent.Ready || event instanceof ProgressEvent.StoppedServer;
    }

    private void waiting(List<String> lines) {
        if (!quiet) {
            err.print(CLEAR_LINE + String.join(" ", lines));
            err.flush();
            waitingShown = true;
        }
    }

    private void clearWaiting() {
        if (waitingShown) {
            err.print(CLEAR_LINE);
            err.flush();
            waitingShown = false;
        }
    }

    private String coloured(String colour, String text) {
        return colourErr ? colour + text + RESET : text;
    }
}
