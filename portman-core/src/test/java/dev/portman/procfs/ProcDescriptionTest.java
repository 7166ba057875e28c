package dev.portman.procfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What messages call a process. */
class ProcDescriptionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            COMM            | EXECUTABLE                       | TITLE                          | NAME
            node            | /usr/bin/node                    | node                           | node
            redis-server    | /usr/bin/redis-check-rdb         | redis-server *:6379            | redis-server
            redis-server    | /usr/bin/redis-check-rdb         | /usr/bin/redis-server *:6379   | redis-server
            redis-server    | /usr/bin/redis-check-rdb         | redis-server unixsocket:/run/x | redis-server
            python3         | /usr/bin/python3.11              | /usr/bin/python3               | python3
            containerd-shim | /usr/bin/containerd-shim-runc-v2 | containerd-shim                | containerd-shim-runc-v2
            a-name-of-15-by | /usr/bin/linked                  | a-name-of-15-bytes-and-more    | a-name-of-15-bytes-and-more
            # kernel and title do not agree
            jupyter-lab     | /usr/bin/python3.11              | python3                        | python3.11
            MainThread      | /usr/bin/node                    | claude                         | node
            node            | /usr/bin/node                    | claude                         | node
            server          | /usr/bin/server                  | nginx: master process          | server
            ''              | /usr/bin/server                  | ''                             | server
            # only the kernel's name can be read
            sshd            |                                  | nginx                          | sshd
            """)
    void isTheFileUnlessKernelAndTitleAgree(String comm, @Nullable Path executable, String title, String name) {
        assertThat(ProcDescription.name(comm, Optional.ofNullable(executable), List.of(title)))
                .isEqualTo(name);
    }
}
