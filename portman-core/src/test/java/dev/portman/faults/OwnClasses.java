package dev.portman.faults;

import dev.portman.Portman;
import dev.portman.model.Allowances;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Loads portman's classes itself, as the class loader of a second version of the plugin does in the same build. */
final class OwnClasses extends URLClassLoader {

    OwnClasses() throws MalformedURLException {
        super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    /** Reserves a port by the portman that {@code loader} knows. */
    static int reserve(ClassLoader loader, Path state) throws ReflectiveOperationException {
        var here = loader.loadClass(OwnClasses.class.getName()).getDeclaredMethod("reserve", Path.class);
        here.setAccessible(true);
        return (Integer) here.invoke(null, state);
    }

    static int reserve(Path state) {
        return Portman.open(Map.of("PORTMAN_STATE_HOME", state.toString()), Allowances.NONE, event -> {})
                .reserve(1, List.of())
                .get(0);
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
