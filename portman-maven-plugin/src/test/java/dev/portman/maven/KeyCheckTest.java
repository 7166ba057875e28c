package dev.portman.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portman.model.InvalidInputException;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which elements of a configuration are refused, and how. */
class KeyCheckTest {

    private static final Set<String> KEYS = Set.of(
            "servers",
            "readiness",
            "environmentVariables",
            "beforeStart",
            "afterStop",
            "arguments",
            "command",
            "port",
            "onConflict",
            "fallbackPorts",
            "skip",
            "tail");

    private final KeyCheck check = new KeyCheck(KEYS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<onconflict>fail</onconflict>|<onconflict>|is no key of portman; the nearest is <onConflict>.",
                "<fallback-ports>none</fallback-ports>|<fallback-ports>|is no key of portman; the nearest is <fallbackPorts>.",
                "<portman.port>1</portman.port>|<portman.port>|is no key of portman; the nearest is <port>.",
                "<allow>redis-server</allow>|<allow>|is for the command line only: -Dportman.allow.",
                "<side>build</side>|<side>|is for the command line only: -Dportman.side.",
                "<dependsOn>db</dependsOn>|<dependsOn>|has a meaning in a <server> of <servers> only.",
                "<port>1</port><port>2</port>|<port>|stands twice in <configuration>; Maven would take the last one.",
                "<servers><sever/></servers>|<sever>|is no key of <servers>; the nearest is <server>.",
                "<servers>backend</servers>|<servers>|takes elements, no text.",
                "<servers><server>backend</server></servers>|<server>|takes elements, no text.",
                "<servers><server name=\"x\"/></servers>|<server>|must have <name> as an element, not as an attribute.",
                "<servers><server><prot>1</prot></server></servers>|<prot>|is no key of <server>; the nearest is <port>.",
                "<servers><server><port><of>1</of></port></server></servers>|<port>|takes a value, no elements.",
                "<servers><server><port>1</port><port>1</port></server></servers>|<port>|stands twice in <server>; Maven would take the last one.",
                "<servers><server><arguments>-v</arguments></server></servers>|<arguments>|takes elements, no text.",
                "<servers><server><beforeStart><do><command>x</command></do></beforeStart></server></servers>|<do>|takes a value, no elements.",
                "<servers><server><environmentVariables>A=b</environmentVariables></server></servers>|<environmentVariables>|takes elements, no text.",
                "<servers><server><readiness><htp/></readiness></server></servers>|<htp>|is no key of <readiness>; the nearest is <http>.",
                "<readiness>/health</readiness>|<readiness>|takes elements, no text.",
                "<readiness><http>/health</http></readiness>|<http>|takes elements, no text.",
                "<readiness><http><pth>/</pth></http></readiness>|<pth>|is no key of <http>; the nearest is <path>.",
                "<readiness><log><pattern>x</pattern></log></readiness>|<log>|takes a value, no elements.",
                "<environmentVariables><A><B>c</B></A></environmentVariables>|<A>|takes a value, no elements."
            })
    void refusesWhatNobodyReads(String content, String element, String why) {
        assertThatThrownBy(() -> check.check(Doms.configuration(content)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(element + " in the configuration of the plugin (pom.xml:7) " + why);
    }

    @Test
    void listsTheKnownOnesWhereNoneIsNear() {
        assertThatThrownBy(() -> check.check(Doms.configuration("<quite>true</quite>")))
                .hasMessageContaining("is no key of portman (known: afterStop, arguments, ");
    }

    @Test
    void sendsWhatAttendsToServersToAnotherFile() {
        assertThatThrownBy(() -> check.check(
                        Doms.configuration("<servers><server><restart>on-failure</restart></server></servers>")))
                .hasMessageStartingWith("<restart> 'on-failure' in the configuration of the plugin (pom.xml:7) means")
                .hasMessageContaining("portman.yaml only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<port>1</port><tail>5</tail>",
                "<servers/>",
                "<servers combine.children=\"append\"><server combine.self=\"override\"><name>a</name></server>"
                        + "<server><name>b</name></server></servers>",
                "<arguments><a>1</a><a>2</a></arguments>",
                "<arguments>a,b</arguments>",
                "<beforeStart>one line</beforeStart><afterStop><command>a</command><command>b</command></afterStop>",
                "<servers><server><beforeStart>one line</beforeStart><envFile>.env</envFile><dependsOn>a,b</dependsOn>"
                        + "<arguments><a>1</a></arguments></server></servers>",
                "<environmentVariables><anything>x</anything><ANYTHING>y</ANYTHING><EMPTY/></environmentVariables>",
                "<readiness><http><path>/</path><headers><X-Any>x</X-Any></headers></http><log>x</log><tcp>1</tcp>"
                        + "<command>x</command><failure>x</failure><tryTimeout>1s</tryTimeout></readiness>"
            })
    void takesWhatIsRead(String content) {
        assertThatCode(() -> check.check(Doms.configuration(content))).doesNotThrowAnyException();
    }

    @Test
    void knowsTheKeysOfAllGoalsThatAUserMayWrite() {
        Parameter renamed = parameter("execCommand", true);
        renamed.setAlias("run");
        MojoDescriptor start = goal(parameter("port", true), parameter("session", false));

        assertThat(KeyCheck.keys(List.of(start, goal(renamed), new MojoDescriptor())))
                .containsExactlyInAnyOrder("port", "execCommand", "run");
    }

    private static MojoDescriptor goal(Parameter... parameters) {
        MojoDescriptor goal = new MojoDescriptor();
        try {
            goal.setParameters(List.of(parameters));
        } catch (org.apache.maven.plugin.descriptor.DuplicateParameterException e) {
            throw new IllegalArgumentException(e);
        }
        return goal;
    }

    private static Parameter parameter(String name, boolean editable) {
        Parameter parameter = new Parameter();
        parameter.setName(name);
        parameter.setEditable(editable);
        return parameter;
    }
}
