package dev.portman.session;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells the second Ctrl-C from the first, which Java's public API cannot: by reflection on {@code sun.misc.Signal}, which the module
 * jdk.unsupported exports for such cases. Where it is missing, the first one is all there is.
 */
final class Interrupts implements AutoCloseable {

    private final AtomicInteger count = new AtomicInteger();
    private final Runnable first;
    private final Runnable further;
    private Runnable restored = () -> {};

    private Interrupts(Runnable first, Runnable further) {
        this.first = first;
        this.further = further;
    }

    /**
     * Listens until it is closed; then Ctrl-C means again what it meant before.
     *
     * @param first what the first Ctrl-C does; ending the JVM makes its shutdown hooks the graceful way
     * @param further what each further one does
     */
    static Interrupts listen(Runnable first, Runnable further) {
        Interrupts interrupts = new Interrupts(first, further);
        interrupts.install();
        return interrupts;
    }

    @Override
    public void close() {
        restored.run();
    }

    private void install() {
        try {
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Object signal = signalType.getConstructor(String.class).newInstance("INT");
            Method handle = signalType.getMethod("handle", signalType, handlerType);
            Object ours =
                    Proxy.newProxyInstance(Interrupts.class.getClassLoader(), new Class<?>[] {handlerType}, handler());
            Object before = handle.invoke(signal, signal, ours);
            restored = () -> restore(handle, signal, before);
        } catch (ReflectiveOperationException | IllegalArgumentException notHere) {
            count.set(0);
        }
    }

    private InvocationHandler handler() {
        return (proxy, method, arguments) -> {
            if (!method.getName().equals("handle")) {
                return method.getName().equals("equals") ? proxy == arguments[0] : System.identityHashCode(proxy);
            }
            (count.incrementAndGet() == 1 ? first : further).run();
            return proxy;
        };
    }

    private void restore(Method handle, Object signal, Object before) {
        try {
            handle.invoke(signal, signal, before);
        } catch (ReflectiveOperationException | IllegalArgumentException neverInstalled) {
            count.set(0);
        }
    }
}
