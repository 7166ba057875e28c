package dev.portman;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A JVM that runs one build after the other, as mvnd or an IDE does. */
final class ManySessions {

    private static final int SESSIONS = 50;
    /** The last one that compared two records: java.lang.runtime.ObjectMethods remembers its types until the next one does (JDK-8078641). */
    private static final int KEPT_BY_THE_JDK = 1;

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<WeakReference<ClassLoader>> LOADERS = new ArrayList<>();

    private ManySessions() {}

    /** Arguments: state folder, project folder. Prints what is left of all sessions: nothing, if all is well. */
    public static void main(String[] arguments) throws Exception {
        session(arguments);
        settle(0, Integer.MAX_VALUE);
        int files = openFiles();
        List<String> threads = threads();
        LOADERS.clear();
        for (int i = 0; i < SESSIONS; i++) {
            session(arguments);
        }
        try {
            settle(threads.size(), files);
        } catch (ConditionTimeoutException stays) {
            System.out.println("loaders " + loaders() + ", guardians " + guardians() + ", threads " + threads()
                    + " after " + threads + ", open files " + openFiles() + " after " + files);
        }
    }

    private static void session(String... arguments) throws Exception {
        LOADERS.add(new WeakReference<>(OneSession.run(Path.of(arguments[0]), Path.of(arguments[1]))));
    }

    private static void settle(int threads, int files) {
        await().atMost(LIMIT).until(() -> {
            System.gc();
            return loaders() <= KEPT_BY_THE_JDK
                    && guardians() == 0
                    && (threads == 0 || threads().size() <= threads)
                    && openFiles() <= files;
        });
    }

    private static long loaders() {
        return LOADERS.stream().map(WeakReference::get).filter(Objects::nonNull).count();
    }

    private static long guardians() {
        return ProcessHandle.current().children().count();
    }

    private static int openFiles() {
        return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
    }

    /** The JDK keeps those that wait for the ends of processes for a minute. */
    private static List<String> threads() {
        Thread[] all = new Thread[Thread.activeCount() * 2 + 100];
        ThreadGroup top = Thread.currentThread().getThreadGroup();
        while (top.getParent() != null) {
            top = top.getParent();
        }
        int count = top.enumerate(all, true);
        return Stream.of(all)
                .limit(count)
                .map(Thread::getName)
                .filter(it -> !it.equals("process reaper"))
                .toList();
    }
}
