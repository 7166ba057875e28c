package dev.portman.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portman.model.Allowances;
import dev.portman.model.ProcessTitle;
import dev.portman.model.Verdict;
import dev.portman.process.Suspect.Kinship;
import dev.portman.process.Suspect.Trait;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom portman signals, and whom it leaves alone: one table. */
class KillGuardTest {

    private static final long OWN_UID = 1000;
    private static final long PID = 4242;

    /**
     * "never" cannot be lifted; "unless named" can, by naming the process on the command line. What follows the colon is the
     * reason, or a part of it. MORE holds facts as words: {@code pid=, uid=, comm=, unit=, lease=}, a trait, or a kinship.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            EXECUTABLE      | ARGV                           | MORE                 | ALLOW        | VERDICT
            # whoever is nothing in particular may go
            python3.11      | python3 -m http.server         |                      |              | allowed
            java            | java -jar app.jar              |                      |              | allowed
            node            | npm run dev                    |                      |              | allowed
            ''              | ''                             |                      |              | allowed
            # what nobody can lift
            init            | /sbin/init                     | pid=1                | 1,init       | never: the first process of the system
            python3.11      | python3                        | pid=0                | 0            | never: the first process of the system
            python3.11      | python3                        | pid=-1               | -1           | never: the first process of the system
            java            | java                           | SELF                 | 4242,java    | never: portman itself
            bash            | -bash                          | ANCESTOR             | 4242,bash    | never: one of the processes that started portman
            kworker         | ''                             | KERNEL_THREAD        | 4242,kworker | never: a thread of the kernel
            python3.11      | python3                        | OTHER_NAMESPACE      | 4242         | never: another pid or time namespace
            python3.11      | python3                        | UNREADABLE           | 4242         | never: cannot be read or has changed
            # ... not even for a server of ours
            java            | java                           | SELF LEADER          | 4242         | never: portman itself
            bash            | -bash                          | ANCESTOR TREE        | 4242         | never: one of the processes that started portman
            python3.11      | python3                        | UNREADABLE LEADER    | 4242         | never: cannot be read or has changed
            python3.11      | python3                        | OTHER_NAMESPACE TREE | 4242         | never: another pid or time namespace
            # other users
            python3.11      | python3                        | uid=0                |              | unless named: a process of another user (uid 0)
            python3.11      | python3                        | uid=33               |              | unless named: a process of another user (uid 33)
            python3.11      | python3                        | uid=3000000000       |              | unless named: a process of another user (uid 3000000000)
            python3.11      | python3                        | uid=-1               |              | unless named: a process whose user is not known
            nginx           | nginx: worker process          | uid=-1 TREE          |              | allowed
            python3.11      | python3                        | uid=33               | 4242         | allowed
            python3.11      | python3                        | uid=33               | python3.11   | allowed
            nginx           | nginx: worker process          | uid=33 TREE          |              | allowed
            nginx           | nginx: master process          | uid=33 LEADER        |              | allowed
            # services of systemd
            nginx           | nginx: master process          | unit=nginx.service   |              | unless named: the systemd service nginx.service; use systemctl stop
            nginx           | nginx: master process          | unit=nginx.service   | nginx        | allowed
            java            | java -jar app.jar              | unit=ci.service TREE |              | allowed
            # somebody else counts on it
            java            | java -jar app.jar              | lease=server_a       |              | unless named: server_a
            java            | java -jar app.jar              | lease=server_a       | 4242         | allowed
            java            | java -jar app.jar              | lease=server_a TREE  |              | unless named: server_a
            # protected by the name of the executable
            sshd            | sshd: /usr/sbin/sshd -D        |                      |              | unless named: a protected process of the system
            SSHD            | sshd                           |                      |              | unless named: a protected process of the system
            systemd-resolved| /lib/systemd/systemd-resolved  |                      |              | unless named: a protected process of the system
            dbus-daemon     | dbus-daemon                    |                      |              | unless named: a daemon that other work shares
            postgres        | postgres: writer               |                      |              | unless named: a database, cache or message broker that portman did not start
            mysqld          | /usr/sbin/mysqld               |                      |              | unless named: a database, cache or message broker that portman did not start
            mariadbd        | /usr/sbin/mariadbd             |                      |              | unless named: a database, cache or message broker that portman did not start
            redis-server    | redis-server *:6379            |                      |              | unless named: a database, cache or message broker that portman did not start
            mongod          | mongod                         |                      |              | unless named: a database, cache or message broker that portman did not start
            docker-proxy    | docker-proxy -host-port 8000   |                      |              | unless named: part of a container runtime
            conmon          | conmon --api-version 1         |                      |              | unless named: part of a container runtime
            containerd-shim-runc-v2 | containerd-shim        |                      |              | unless named: part of a container runtime
            rootlessport    | rootlessport                   |                      |              | unless named: part of a container runtime
            kubectl         | kubectl port-forward pod 8000  |                      |              | unless named: a tunnel or port forwarder
            ssh             | ssh -L 8000:db:5432 host       |                      |              | unless named: a tunnel or port forwarder
            ssh             | ssh -NL8000:db:5432 host       |                      |              | unless named: a tunnel or port forwarder
            ssh             | ssh -R 8000:db:5432 host       |                      |              | unless named: a tunnel or port forwarder
            ssh             | ssh -D 1080 host               |                      |              | unless named: a tunnel or port forwarder
            ssh             | ssh host                       |                      |              | unless named: a tunnel or port forwarder
            idea64          | idea64                         |                      |              | unless named: an editor or IDE
            code            | /usr/share/code/code           |                      |              | unless named: an editor or IDE
            Runner.Listener | Runner.Listener run            |                      |              | unless named: a CI agent
            gitlab-runner   | gitlab-runner run              |                      |              | unless named: a CI agent
            adb             | adb -L tcp:5037 fork-server    |                      |              | unless named: a daemon that other work shares
            chrome          | chrome --remote-debugging-port |                      |              | unless named: a browser
            sshd            | sshd                           |                      | sshd         | allowed
            sshd            | sshd                           |                      | 4242         | allowed
            sshd            | sshd                           |                      | 4243,postgres| unless named: a protected process of the system
            # argv adds a refusal ...
            python3.11      | sshd: anna [priv]              |                      |              | unless named: a protected process of the system
            python3.11      | /usr/lib/postgresql/bin/postgres -D x |               |              | unless named: a database, cache or message broker that portman did not start
            java            | java -jar /opt/remoting.jar    |                      |              | unless named: a CI agent
            java            | java -jar jenkins.war          |                      |              | unless named: a CI agent
            java            | java com.intellij.idea.Main    |                      |              | unless named: an editor or IDE
            java            | java jetbrains.buildServer.agent.Launcher |           |              | unless named: a CI agent
            java            | java org.gradle.launcher.daemon.bootstrap.GradleDaemon 8 | |          | unless named: a daemon that other work shares
            java            | java org.jetbrains.kotlin.daemon.KotlinCompileDaemon |  |            | unless named: a daemon that other work shares
            java            | java -cp x org.mvndaemon.mvnd.common.MavenDaemon |    |              | unless named: a daemon that other work shares
            # ... and never lifts one
            sshd            | python3 app.py                 |                      |              | unless named: a protected process of the system
            postgres        | java                           |                      |              | unless named: a database, cache or message broker
            python3.11      | node                           | uid=33               |              | unless named: a process of another user (uid 33)
            # ... but for a user who names it: any name that people know it by will do
            redis-check-rdb | redis-server *:6379            | comm=redis-server    | redis-server | allowed
            redis-check-rdb | redis-server *:6379            | comm=redis-server    | redis-check-rdb | allowed
            redis-check-rdb | /usr/bin/redis-server *:6379   | comm=main            | redis-server | allowed
            python3.11      | python3 /usr/bin/jupyter-lab   | comm=jupyter-lab     | jupyter-lab  | allowed
            redis-check-rdb | redis-server *:6379            | comm=redis-server    | redis        | unless named: a database, cache or message broker
            python3.11      | node server.js                 | uid=33               | server.js    | unless named: a process of another user (uid 33)
            # what portman launched itself may be called anything; of its tree, only what others share is spared
            postgres        | postgres -D data               | LEADER               |              | allowed
            redis-server    | redis-server                   | LEADER               |              | allowed
            chromium        | chromium --headless            | LEADER               |              | allowed
            postgres        | postgres: writer               | TREE                 |              | allowed
            java            | java org.gradle.launcher.daemon.bootstrap.GradleDaemon 8 | TREE | | allowed
            chrome          | chrome                         | TREE                 |              | allowed
            chrome          | chrome                         | TREE                 | chrome       | allowed
            code            | code .                         | TREE                 |              | allowed
            code-server     | code-server                    | LEADER               |              | allowed
            electron        | /usr/lib/electron/electron /usr/lib/code/code.mjs | TREE |          | allowed
            electron        | electron .                     | TREE                 |              | allowed
            electron        | electron .                     |                      |              | unless named: a chat or meeting program
            tmux            | tmux: server                   | TREE                 |              | allowed
            conmon          | conmon --api-version 1         | TREE                 |              | unless named: part of a container runtime
            docker          | docker run nginx               | TREE                 |              | allowed
            ssh             | ssh -L 8000:db:5432 host       | TREE                 |              | allowed
            java            | java -jar jenkins.war          | TREE                 |              | allowed
            """)
    void whoMayBeSignalled(
            String executable, String argv, @Nullable String more, @Nullable String allow, String verdict) {
        Facts facts = new Facts(more == null ? "" : more);
        Suspect suspect = facts.suspect(executable, argv.isEmpty() ? List.of() : List.of(argv.split(" ", -1)), argv);
        KillGuard guard = new KillGuard(OWN_UID, Allowances.parse(allow == null ? "" : allow));

        Verdict judged = guard.judge(suspect);

        if (judged instanceof Verdict.Refused refused) {
            assertThat(verdict).startsWith(refused.overridable() ? "unless named: " : "never: ");
            assertThat(refused.reason().replace(' ', '_')).contains(verdict.split(": ", 2)[1].replace(' ', '_'));
        } else {
            assertThat(verdict).isEqualTo("allowed");
        }
    }

    @ParameterizedTest
    @EnumSource(Trait.class)
    void noKinshipAndNoNameLiftsWhatIsNeverAllowed(Trait trait) {
        for (Kinship kinship : Kinship.values()) {
            Suspect suspect = new Suspect(
                    PID,
                    OWN_UID,
                    "server",
                    Set.of("server"),
                    List.of("server"),
                    Optional.empty(),
                    Set.of(trait),
                    kinship,
                    Optional.empty());
            assertThat(new KillGuard(OWN_UID, Allowances.parse("server,4242")).judge(suspect))
                    .isInstanceOfSatisfying(
                            Verdict.Refused.class,
                            refused -> assertThat(refused.overridable()).isFalse());
        }
    }

    @Test
    void rootIsNoExceptionToTheRuleAboutOtherUsers() {
        Suspect suspect = new Facts("uid=1000").suspect("node", List.of("node"), "node");

        assertThat(new KillGuard(0, Allowances.NONE).judge(suspect).isAllowed()).isFalse();
    }

    @Test
    void twoUnknownUsersAreNotTheSame() {
        Suspect suspect = new Facts("uid=-1").suspect("node", List.of("node"), "node");

        assertThat(new KillGuard(-1, Allowances.NONE).judge(suspect).isAllowed())
                .isFalse();
    }

    /** The words of the column MORE. */
    private static final class Facts {

        private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
        private long pid = PID;
        private long uid = OWN_UID;
        private String comm = "";
        private Kinship kinship = Kinship.NONE;
        private Optional<String> unit = Optional.empty();
        private Optional<String> lease = Optional.empty();

        Facts(String words) {
            for (String word : words.isEmpty() ? new String[0] : words.split(" ", -1)) {
                String[] pair = word.split("=", 2);
                switch (pair[0]) {
                    case "pid" -> pid = Long.parseLong(pair[1]);
                    case "uid" -> uid = Long.parseLong(pair[1]);
                    case "comm" -> comm = pair[1];
                    case "unit" -> unit = Optional.of(pair[1]);
                    case "lease" -> lease = Optional.of(pair[1]);
                    case "LEADER", "TREE" -> kinship = Kinship.valueOf(word);
                    default -> traits.add(Trait.valueOf(word));
                }
            }
        }

        /** A title with a colon is one word of argv, as daemons write it. */
        Suspect suspect(String executable, List<String> words, String title) {
            List<String> argv = title.contains(": ") ? List.of(title) : words;
            Set<String> names = Stream.of(executable, comm, ProcessTitle.program(argv))
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toSet());
            return new Suspect(pid, uid, executable, names, argv, unit, traits, kinship, lease);
        }
    }
}
