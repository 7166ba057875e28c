package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class AppIT {

    @Test
    void answersOnThePublishedPort() throws Exception {
        URI url = URI.create(System.getProperty("app.url") + "/hello");
        assertEquals(Integer.parseInt(System.getProperty("app.port")), url.getPort());

        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());

        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().startsWith("hello from pid "), answer.body());
    }
}
