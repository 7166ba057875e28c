package dev.portman.holder;

import dev.portman.process.ProcessTable;
import dev.portman.testing.Needs;
import java.lang.reflect.Constructor;
import org.junit.jupiter.api.BeforeEach;

/** The way that macOS goes, as far as Linux can show it: lsof for the sockets, the JDK for the processes. */
class LsofWithoutProcTest extends HolderFinderContract {

    @BeforeEach
    void needsLsof() {
        Needs.that(new LsofCommand().isInstalled(), "lsof in one of its usual places");
    }

    @Override
    HolderFinder finder() {
        return new LsofHolderFinder(new LsofCommand(), tableWithoutProc());
    }

    /** The table is chosen by the system in one place, and here we pretend to be on another: hence reflection. */
    private static ProcessTable tableWithoutProc() {
        try {
            Constructor<?> constructor =
                    Class.forName("dev.portman.process.HandleProcessTable").getDeclaredConstructor();
            constructor.setAccessible(true);
            return (ProcessTable) constructor.newInstance();
        } catch (ReflectiveOperationException renamed) {
            throw new IllegalStateException(renamed);
        }
    }
}
