package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Talks to the application that portman has started. */
class HelloIT {

    @Test
    void saysHello() throws Exception {
        URI hello = URI.create("http://127.0.0.1:" + System.getProperty("it.port") + "/hello");

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(hello).build(), HttpResponse.BodyHandlers.ofString());

        assertEquals("Hello from Quarkus", answer.body());
    }
}
