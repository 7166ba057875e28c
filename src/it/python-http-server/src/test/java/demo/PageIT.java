package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class PageIT {

    @Test
    void isServedOnThePublishedPort() throws Exception {
        URI url = URI.create(System.getProperty("files.url") + "/page.html");

        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());

        assertEquals("<p>Hello from a file.</p>", answer.body().strip());
    }
}
