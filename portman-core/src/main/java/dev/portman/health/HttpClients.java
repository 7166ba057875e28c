package dev.portman.health;

import dev.portman.model.HttpTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The clients that HTTP checks ask with: none follows a redirect, asks a proxy or keeps a cookie. */
final class HttpClients {

    private static final int LARGEST_FILE = 1024 * 1024;

    private static final long IDLE_SECONDS = 1;

    /**
     * One for all that ask at a time, since each has a thread and open files. Java 17 cannot close it: it ends when nobody refers to it any more. Its
     * thread refers to our class loader, so that one which is referred to from here would live, with all of our classes, as long as the JVM.
     */
    private static final class Shared {

        private WeakReference<HttpClient> known = new WeakReference<>(null);

        synchronized HttpClient get(Supplier<HttpClient.Builder> otherwise) {
            HttpClient client = known.get();
            if (client == null) {
                client = otherwise.get().build();
                known = new WeakReference<>(client);
            }
            return client;
        }
    }

    private static final Shared USUAL = new Shared();
    private static final Shared TRUSTING_ALL = new Shared();

    private Optional<HttpClient> usual = Optional.empty();
    private Optional<HttpClient> trustingAll = Optional.empty();
    private byte[] authorities = new byte[0];
    private Optional<HttpClient> trustingThem = Optional.empty();

    /**
     * The client for a transport.
     *
     * @throws IOException if its file of authorities cannot be read as such, with a message that names it
     */
    HttpClient of(HttpTransport transport) throws IOException {
        if (transport instanceof HttpTransport.TrustAll) {
            trustingAll = Optional.of(trustingAll.orElseGet(
                    () -> TRUSTING_ALL.get(() -> builder().sslContext(context(new TrustAnyCertificate())))));
            return trustingAll.get();
        }
        if (transport instanceof HttpTransport.Verified verified
                && verified.caFile().isPresent()) {
            return trusting(verified.caFile().get());
        }
        usual = Optional.of(usual.orElseGet(() -> USUAL.get(HttpClients::builder)));
        return usual.get();
    }

    /** A server may write the file anew while it starts; as long as it stays the same, so does the client. */
    private HttpClient trusting(Path caFile) throws IOException {
        byte[] now = read(caFile);
        if (trustingThem.isEmpty() || !Arrays.equals(now, authorities)) {
            trustingThem = Optional.of(
                    builder().sslContext(context(managers(caFile, now))).build());
            authorities = now;
        }
        return trustingThem.get();
    }

    private static byte[] read(Path caFile) throws IOException {
        if (!Files.isRegularFile(caFile)) {
            throw new IOException("caFile " + caFile + " is no file");
        }
        try (InputStream in = Files.newInputStream(caFile)) {
            return in.readNBytes(LARGEST_FILE);
        } catch (IOException e) {
            throw new IOException("caFile " + caFile + " cannot be read", e);
        }
    }

    private static TrustManager[] managers(Path caFile, byte[] pem) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                store.setCertificateEntry("authority" + store.size(), each);
            }
            if (store.size() == 0) {
                throw new IOException("caFile " + caFile + " holds no certificate in PEM");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw new IOException("caFile " + caFile + " holds no certificate in PEM", e);
        }
    }

    private static SSLContext context(TrustManager... managers) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .executor(threads())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY);
    }

    /** The JDK's own ones would refer to our class loader for a minute after the last answer. */
    private static Executor threads() {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "portman-http");
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
