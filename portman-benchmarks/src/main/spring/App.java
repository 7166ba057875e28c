package app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the server of C does, as an application of Spring Boot: notes when it listens, may be deaf, ends by itself. */
@SpringBootApplication
@RestController
public class App {

    private final Path opened;
    private final long seconds;
    private final boolean deaf;

    App(@Value("${opened}") Path opened, @Value("${seconds}") long seconds, @Value("${deaf:false}") boolean deaf) {
        this.opened = opened;
        this.seconds = seconds;
        this.deaf = deaf;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(App.class, arguments);
    }

    @GetMapping("/")
    String root() {
        return "ok\n";
    }

    @EventListener
    public void listens(WebServerInitializedEvent event) throws IOException {
        Instant now = Instant.now();
        Files.writeString(opened, now.getEpochSecond() * 1_000_000_000L + now.getNano() + "\n");
        Thread end = new Thread(() -> {
            pause(seconds);
            Runtime.getRuntime().halt(3);
        });
        end.setDaemon(true);
        end.start();
    }

    @EventListener
    public void closes(ContextClosedEvent event) {
        if (deaf) {
            pause(seconds);
        }
    }

    private static void pause(long seconds) {
        try {
            Thread.sleep(seconds * 1000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
