package dev.portman.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells the second Ctrl-C from the first, which Java's public API cannot: by reflection on {@code sun.misc.Signal}, which the module
 * jdk.unsupported exports for such cases. Where it is missing, the first one is all there is.
 */
final class Interrupts {

    private Interrupts() {}

    /** Ends the JVM at the first Ctrl-C, its shutdown hooks being the graceful way; at each further one runs {@code atOnce}. */
    static void onSecond(Runnable atOnce) {
        AtomicInteger count = new AtomicInteger();
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (!method.getName().equals("handle")) {
                return method.getName().equals("equals") ? proxy == arguments[0] : System.identityHashCode(proxy);
            }
            if (count.incrementAndGet() == 1) {
                System.exit(ExitCode.INTERRUPTED);
            }
            atOnce.run();
            return proxy;
        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object ours =
                    Proxy.newProxyInstance(Interrupts.class.getClassLoader(), new Class<?>[] {handlerType}, handler);
            Method handle = signal.getMethod("handle", signal, handlerType);
            handle.invoke(signal, signal.getConstructor(String.class).newInstance("INT"), ours);
        } catch (ReflectiveOperationException | IllegalArgumentException notHere) {
            count.set(0);
        }
    }
}
