package dev.portman.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            app --password=hunter2 x                    | app --password=*** x
            app --db-password hunter2 --port 80         | app --db-password *** --port 80
            app --password -v                           | app --password -v
            sh -c "cd x && TOKEN=abc app"               | sh -c "cd x && TOKEN=*** app"
            app --password="a b c                       | app --password=***
            app --password='it''s' y                    | app --password=*** y
            curl http://u:pw@h/x?a=1&api_key=abc&b=2    | curl http://***@h/x?a=1&api_key=***
            {DB_PASSWORD=hunter2, PORT=80}              | {DB_PASSWORD=*** PORT=80}
            python3 -m http.server 8000                 | python3 -m http.server 8000
            app --client-secret=abc --credentials abc   | app --client-secret=*** --credentials ***
            app --password 'it'                         | app --password ***
            app --password   abc x                      | app --password   *** x
            app --password='a b c                       | app --password=***
            the key and the token of anna               | the key and the token of anna
            """)
    void whatSoundsLikeASecretInALineIsHidden(String line, String shown) {
        assertThat(SecretText.withoutThoseOfLine(line)).isEqualTo(shown);
    }

    @Test
    void inWordsItIsHiddenAndFound() {
        List<String> words = List.of(
                "curl",
                "-u",
                "anna:hunter2",
                "-H",
                "Authorization: Bearer abcdef",
                "-u",
                "1000:1000",
                "key-server:8080",
                "-Dkeycloak.port=8080",
                "jdbc:x://h/db?user=anna&password=geheim",
                "http://anna:hunter3@h/");

        assertThat(SecretText.withoutThoseOf(words))
                .containsExactly(
                        "curl",
                        "-u",
                        "anna:***",
                        "-H",
                        "Authorization:***",
                        "-u",
                        "1000:1000",
                        "key-server:8080",
                        "-Dkeycloak.port=***",
                        "jdbc:x://h/db?user=anna&password=***",
                        "http://***@h/");
        assertThat(SecretText.in(words)).containsExactly("hunter2", "Bearer abcdef", "hunter3");
    }

    @ParameterizedTest
    @CsvSource({
        "DB_PASSWORD, true",
        "api-key, true",
        "Authorization, true",
        "clientSecret, true",
        "AWS_CREDENTIALS, true",
        "accessToken, true",
        "PORT, false",
        "USER, false",
    })
    void theNameOfASecretIsFoundInUpperAndLowerCase(String name, boolean isSecret) {
        assertThat(SecretText.isNameOfSecret(name)).isEqualTo(isSecret);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --password      | hunter2      | ***          | hunter2
            --password      | -v           | -v           |
            password        | hunter2      | hunter2      |
            --password=a    | hunter2      | hunter2      | a
            -u              | anna:hunter2 | anna:***     | hunter2
            --user          | anna:hunter2 | anna:***     | hunter2
            --proxy-user    | anna:hunter2 | anna:***     | hunter2
            -u              | 1a1:hunter2  | 1a1:***      | hunter2
            -x              | anna:hunter2 | anna:hunter2 |
            --pass-port     | 8            | ***          |
            --pass-port     | 65535        | ***          |
            --pass-port     | 123456       | ***          | 123456
            -c              | TOKEN=ab app | TOKEN=***    | ab app
            -c              | x TOKEN=ab y | x TOKEN=*** y |
            """)
    void aWordIsASecretByItsNameOrByTheOptionBeforeIt(String before, String word, String shown, String secret) {
        List<String> words = List.of(before, word);

        assertThat(SecretText.withoutThoseOf(words).get(1)).isEqualTo(shown);
        assertThat(SecretText.in(words)).isEqualTo(secret == null ? List.of() : List.of(secret));
    }

    @Test
    void aSecretOfSeveralLinesIsHiddenAsAWhole() {
        List<String> words = List.of("--key=BEGIN\nabc\nEND", "-u", "anna:a\nb");

        assertThat(SecretText.withoutThoseOf(words)).containsExactly("--key=***", "-u", "anna:***");
        assertThat(SecretText.in(words)).containsExactly("BEGIN\nabc\nEND", "a\nb");
        assertThat(SecretText.withoutThoseOfLine("app --key\tabc x")).isEqualTo("app --key\t*** x");
    }

    /** The text around a URL is kept. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            http://anna:a@b:c@h/x      | http://***@h/x          | a@b:c
            http://anna:a:b@h          | http://***@h            | a:b
            http://h/@vite/client      | http://h/@vite/client   |
            http://h:80/x@y            | http://h:80/x@y         |
            http://h x@y:z@            | http://h x@y:z@         |
            http://h:1 x@y             | http://h:1 x@y          |
            "http://h:1","a@b"         | "http://h:1","a@b"      |
            'http://h:1','a@b'         | 'http://h:1','a@b'      |
            <http://h:1>a@b            | <http://h:1>a@b         |
            /x?token=abc               | /x?token=***            |
            /x?a&TOKEN=abc&page=2      | /x?a&TOKEN=***&page=2   |
            /x?token=abc page 2        | /x?token=*** page 2     |
            "/x?token=abc","y"         | "/x?token=***","y"      |
            '/x?token=abc','y'         | '/x?token=***','y'      |
            </x?token=abc>y            | </x?token=***>y         |
            """)
    void onlyTheSecretOfAUrlIsHidden(String text, String shown, String password) {
        assertThat(SecretText.withoutThoseOfUrls(text)).isEqualTo(shown);
        assertThat(SecretText.inUrls(text)).isEqualTo(password == null ? List.of() : List.of(password));
    }

    @Test
    void aTextKeepsAllButWhatItsUrlsHold() {
        assertThat(SecretText.withoutThoseOfUrls("author=anna GET /x?page=2&token=abc;key=d#e http://a:b@c/d"))
                .isEqualTo("author=anna GET /x?page=2&token=***;key=***#e http://***@c/d");
        assertThat(SecretText.inUrls("postgres://anna:hunter2@h/x, redis://:pw@h"))
                .containsExactly("hunter2", "pw");
    }

    @Test
    void aHostileTextTakesNoTime() {
        String text = "key-".repeat(100_000);

        assertThat(SecretText.withoutThoseOfLine(text)).isEqualTo(text);
        assertThat(SecretText.withoutThoseOfUrls("?" + text)).hasSize(text.length() + 1);
        assertThat(SecretText.withoutThoseOf(List.of(text, "-" + text, "\"" + text)))
                .hasSize(3);
        assertThat(SecretText.withoutThoseOfLine("key=" + "\\'x\"'\\\"y".repeat(100_000)))
                .isEqualTo("key=***");
    }

    @Test
    void aCheckIsNamedWithoutItsQuery() {
        HttpQuestion question = new HttpQuestion(
                "GET",
                new HttpTransport.Plain(),
                Optional.empty(),
                "/health?full=true&token=hunter2",
                Map.of("X-Login", "hunter3"));
        HealthCheck check = new HealthCheck.Http(
                question, new HttpExpectation(StatusRange.DEFAULT, Optional.empty()), Duration.ofSeconds(2));

        assertThat(check.label()).isEqualTo("http /health?***");
        assertThat(check.secrets()).containsExactly("hunter3", "full=true&token=hunter2", "hunter2");
        assertThat(HttpQuestion.shown("http://anna:hunter2@host/x?y=z")).isEqualTo("***@host/x?***");
        assertThat(HttpQuestion.shown("/@vite/client")).isEqualTo("/@vite/client");
    }

    @Test
    void aRefusalShowsTheValueWithoutItsSecrets() {
        assertThatThrownBy(() -> {
                    throw new InvalidInputException("command", "app --token=hunter2 'x", "is wrong");
                })
                .hasMessage("command 'app --token=*** 'x' is wrong.");
    }
}
