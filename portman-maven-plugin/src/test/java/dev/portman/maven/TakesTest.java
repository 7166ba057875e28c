package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.ServerKey;
import dev.portman.model.Side;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakesTest {

    private static final String MODULE = "/home/anna/a";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // what was taken: EXECUTION LIFECYCLE SERVER, ...        | the stop: LIFECYCLE NAME | released
                //       | stopped
                "one start, one stop                      | it - app                        | - *    | it - app                 | app",
                "the same execution twice                 | it - app, it - app              | - *    | it - app                 | app",
                "two starts, one stop                     | it - app, too - app             | - *    | it - app, too - app      | app",
                "two servers, dependents taken last       | it - db, it - app               | - *    | it - db, it - app        | db app",
                "a stop that names one of two             | db - db, app - app              | - app  | app - app                | app",
                "a stop that names what is not taken      | db - db                         | - app  | ''                       | ''",
                "a fork takes what the build has          | it - db, it /1 db               | /1 *   | it /1 db                 | ''",
                "the build's own stop after such a fork   | it - db                         | - *    | it - db                  | db",
                "a fork's stop, the fork alone            | it /1 db                        | /1 *   | it /1 db                 | db",
                "a fork that left its server              | it /1 db                        | - *    | it /1 db                 | db",
                "a fork left one, the build has another   | it - db, gen /1 gen             | - *    | it - db, gen /1 gen      | db gen",
                "a fork's stop leaves the build's         | it - db, gen /1 gen             | /1 *   | gen /1 gen               | gen",
                "a second fork after one that left        | it /1 db, it /2 db              | /2 *   | it /2 db                 | ''",
                "a fork in a fork                         | it - db, it /1 db, it /1/2 db   | /1/2 * | it /1/2 db               | ''",
                "a fork in a fork, left to the outer fork | it - db, it /1/2 db, g /1/2 g   | /1 *   | it /1/2 db, g /1/2 g     | g",
                "a fork whose name begins like another's  | it /1 db, it /12 db             | /1 *   | it /1 db                 | ''",
                "an inner fork's stop leaves the outer's  | it /1 db                        | /1/2 * | ''                       | ''",
            })
    void aStopReleases(String what, String taken, String stop, String released, String stopped) {
        Takes takes = takes(taken);
        Take.Scope scope = scope(stop.split(" ", -1)[0]);
        String name = stop.split(" ", -1)[1];

        List<Take> actual = takes.within(scope, it -> name.equals("*") || name.equals(it));

        assertThat(actual).isEqualTo(takes(released).all());
        assertThat(String.join(
                        " ",
                        takes.last(actual).stream().map(it -> it.key().name()).toList()))
                .isEqualTo(stopped);
        assertThat(takes.without(actual).all())
                .hasSize(takes.all().size() - actual.size())
                .noneMatch(actual::contains);
    }

    @Test
    void aModuleIsLeftAloneByTheStopOfAnother() {
        Take other = new Take(new Take.Scope("/home/anna/b", ""), "it", "app", server("app", "/home/anna/b"));
        Takes takes = takes("it - app").with(other);

        assertThat(takes.within(new Take.Scope("/home/anna/b", ""), it -> true)).containsExactly(other);
        assertThat(takes.of("/home/anna/b")).containsExactly(other);
        assertThat(takes.held(MODULE, "app")).contains(server("app", MODULE));
    }

    @Test
    void aPersonsServerIsReleasedByTheLastModuleThatJoinedIt() {
        Take.Server shared = new Take.Server(new ServerKey(Path.of("/work"), "db"), "c00k1e", true);
        Take one = new Take(new Take.Scope("/home/anna/a", ""), "it", "db", shared);
        Take other = new Take(new Take.Scope("/home/anna/b", ""), "it", "db", shared);
        Takes takes = new Takes(List.of(one, other));

        assertThat(takes.last(List.of(one))).isEmpty();
        assertThat(takes.without(List.of(one)).last(List.of(other))).containsExactly(shared);
    }

    @Test
    void whoCountsOnAServerCountsOnItsNextStart() {
        Take.Server again = new Take.Server(server("db", MODULE).key(), "another", false);
        Takes takes = takes("it - db, it /1 db, it - app").moved(MODULE, "db", again);

        assertThat(takes.all().stream().map(it -> it.server().cookie()))
                .containsExactly("another", "another", "cookie of app");
    }

    @Test
    void twoVersionsOfThePluginShareItsWords() {
        takes("it - db, gen /1/2 gen")
                .all()
                .forEach(it -> assertThat(Take.of(it.words())).isEqualTo(it));
        Take joined = new Take(
                scope("-"), "start@it", "db", new Take.Server(new ServerKey(Path.of("/work"), "db"), "1", true));
        assertThat(Take.of(joined.words())).isEqualTo(joined);
    }

    private static Takes takes(String text) {
        Takes takes = new Takes(List.of());
        for (String each : text.isEmpty() ? new String[0] : text.split(", ")) {
            String[] words = each.split(" ", -1);
            takes = takes.with(new Take(scope(words[1]), words[0], words[2], server(words[2], MODULE)));
        }
        return takes;
    }

    private static Take.Scope scope(String lifecycle) {
        return new Take.Scope(MODULE, lifecycle.equals("-") ? "" : lifecycle);
    }

    private static Take.Server server(String name, String module) {
        return new Take.Server(new ServerKey(Path.of(module), name, Side.BUILD), "cookie of " + name, false);
    }
}
