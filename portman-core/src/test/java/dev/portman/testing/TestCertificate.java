package dev.portman.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate that nobody but a test trusts, made by the {@code keytool} of this Java.
 *
 * @param keyAndCertificate in PEM, for a server
 * @param authority the certificate alone, in PEM, for whoever is to trust it
 */
public record TestCertificate(Path keyAndCertificate, Path authority) {

    private static final char[] PASSWORD = "for-tests".toCharArray();

    /** A fresh one in {@code folder}, valid for a name such as {@code ip:127.0.0.1} or {@code dns:localhost}. */
    public static TestCertificate validFor(String name, Path folder) {
        try {
            Path store = Files.createTempDirectory(folder, "certificate").resolve("store.p12");
            generate(name, store);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD);
            }
            String certificate =
                    pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
            String key = pem("PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded());
            return new TestCertificate(
                    Files.writeString(store.resolveSibling("server.pem"), key + certificate),
                    Files.writeString(store.resolveSibling("ca.pem"), certificate));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void generate(String name, Path store) throws IOException {
        List<String> words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=portman test",
                "-ext",
                "SAN=" + name,
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString());
        Path output = store.resolveSibling("keytool.log");
        Process keytool = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                keytool.destroyForcibly();
                throw new IllegalStateException(Files.readString(output));
            }
        } catch (InterruptedException e) {
            keytool.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }
}
