package dev.portman.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code package.json} stays what it was, with a few scripts more. */
class NpmScriptsTest {

    @Test
    void keepsTheOrderAndTheIndentation() {
        String json = """
                {
                    "name": "web",
                    "scripts": {
                        "dev": "vite",
                        "servers:stop": "my own"
                    },
                    "version": "1.0.0",
                    "files": [],
                    "a": 1.50
                }
                """;

        assertThat(NpmScripts.added(json)).contains("""
                {
                    "name": "web",
                    "scripts": {
                        "dev": "vite",
                        "servers:stop": "my own",
                        "servers": "./dev",
                        "servers:status": "./dev status",
                        "servers:logs": "./dev logs"
                    },
                    "version": "1.0.0",
                    "files": [],
                    "a": 1.50
                }
                """);
    }

    @Test
    void twiceIsLikeOnce() {
        String once = NpmScripts.added("{}").orElseThrow();

        assertThat(NpmScripts.added(once)).containsSame(once);
    }

    @Test
    void whatIsNoObjectTakesNoScripts() {
        assertThat(NpmScripts.added("[1]")).isEmpty();
        assertThat(NpmScripts.added("{")).isEmpty();
        assertThat(NpmScripts.added("")).isEmpty();
    }
}
