package dev.portman.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactorTest {

    @Test
    void hidesValuesOfVariablesWhoseNamesSoundSecret() {
        Redactor redactor = Redactor.forEnvironment(
                Map.of("DB_PASSWORD", "hunter22", "API_TOKEN", "hunter22-and-more", "MY_KEY", "abc", "USER", "anna"),
                Map.of("awsSecretAccess", "q.*(w", "GIT_AUTH", "basic1", "credentials", "$1\\x"));
        assertThat(redactor.redact("hunter22 hunter22-and-more abc anna q.*(w basic1 $1\\x"))
                .isEqualTo("*** *** abc anna *** *** ***");
    }

    @Test
    void hidesUsersAndPasswordsInUrls() {
        Redactor redactor = Redactor.forEnvironment();
        assertThat(redactor.redact(
                        "jdbc:postgresql://anna:p@ss:w@db:5432/x https://ghp_token@github.com/x http://host/a@b"))
                .isEqualTo("jdbc:postgresql://***@db:5432/x https://***@github.com/x http://host/a@b");
    }

    @Test
    void leavesOrdinaryTextAlone() {
        String text = "true: Started App in 2.3 s on http://localhost:8080/a@b mail anna@example.org";
        assertThat(Redactor.forEnvironment(Map.of("PASSWORD", "", "AUTH_ENABLED", "true"))
                        .redact(text))
                .isEqualTo(text);
    }
}
