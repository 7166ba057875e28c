package dev.portman.internal.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.Lifetime;
import dev.portman.model.ProcessIdentity;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision whether anybody counts on a server, for all facts. */
class BackingTest {

    private static final ProcessIdentity USER = new ProcessIdentity(100, 10, "boot", "ns", 1000);

    @ParameterizedTest
    @CsvSource({
        "DETACHED, false, false, false, false",
        "DETACHED, false, false, true,  true",
        "DETACHED, false, true,  true,  false",
        "DETACHED, true,  false, true,  false",
        "DETACHED, true,  true,  true,  false",
        "BUILD,    false, false, false, true",
        "BUILD,    false, false, true,  true",
        "BUILD,    true,  false, false, false",
        "BUILD,    true,  false, true,  false"
    })
    void somebodyCountsOnAServer(
            Lifetime lifetime, boolean used, boolean starting, boolean folderGone, boolean nobodys) {
        Backing backing = new Backing(lifetime, used ? List.of(USER) : List.of(), starting, folderGone);

        assertThat(backing.isNobodys()).isEqualTo(nobodys);
    }
}
