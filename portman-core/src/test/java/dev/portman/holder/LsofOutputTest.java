package dev.portman.holder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LsofOutputTest {

    @Test
    void outputRecordedOnLinuxIsUnderstood() {
        LsofOutput output = parse("""
                p4477
                cpython3
                u0
                Lroot
                f3
                tIPv4
                d22299
                n127.0.0.1:34193
                f4
                tIPv6
                d22300
                n*:44473
                p4500
                cnode server
                u4294967294
                f5
                tIPv6
                d22301
                n[::1]:44474
                """);

        assertThat(output.complaints()).isEmpty();
        assertThat(output.sockets())
                .containsExactly(
                        new LsofSocket(4477, 0, "root", "python3", "127.0.0.1", 34193, 22299),
                        new LsofSocket(4477, 0, "root", "python3", "::", 44473, 22300),
                        new LsofSocket(4500, 4_294_967_294L, "4294967294", "node server", "::1", 44474, 22301));
    }

    @Test
    void socketsOfMacosAreNumberedByTheirAddressInTheKernel() {
        LsofOutput output = parse("""
                p612
                cControlCe
                u501
                Lanna
                f9
                tIPv4
                d0xd1a2b3c4e5f60718
                n*:7000
                f10
                tIPv6
                d0x4e5f60718
                n[fe80::1%lo0]:7000
                """);

        assertThat(output.complaints()).isEmpty();
        assertThat(output.sockets())
                .containsExactly(
                        new LsofSocket(612, 501, "anna", "ControlCe", "0.0.0.0", 7000, 0xd1a2b3c4e5f60718L),
                        new LsofSocket(612, 501, "anna", "ControlCe", "fe80::1", 7000, 0x4e5f60718L));
    }

    @Test
    void brokenLinesAreReportedAndNeverTakenForASocket() {
        assertThat(parse("pxyz\nu0\nf1\nn*:80\n").sockets()).isEmpty();
        assertThat(parse("f1\ntIPv4\nn*:80\n").sockets()).isEmpty();
        assertThat(parse("p7\nf1\nn*:80\n").sockets()).isEmpty();
        assertThat(parse("p7\nu0\nf1\nn*:http\n").sockets()).isEmpty();
        assertThat(parse("p7\nu0\nf1\nn*:99999\n").sockets()).isEmpty();
        assertThat(parse("p7\nu0\nf1\nnexample.org:80\n").sockets()).isEmpty();
        assertThat(parse("p7\nu0\nf1\nn\n").sockets()).isEmpty();
        assertThat(parse("p7\nu0\nf1\nn*:99999\n").complaints()).containsExactly("n*:99999");
        assertThat(parse("lsof: WARNING: something\nQuatsch\n").complaints()).hasSize(2);
    }

    @Test
    void aBrokenProcessDoesNotLendItsSocketsToTheOneBefore() {
        LsofOutput output = parse("p7\nca\nu0\nf1\ntIPv4\nn*:80\np-\ncb\nu0\nf1\ntIPv4\nn*:81\n");

        assertThat(output.sockets()).extracting(LsofSocket::port).containsExactly(80);
    }

    @Test
    void nothingIsNothing() {
        assertThat(parse("").sockets()).isEmpty();
        assertThat(parse("").complaints()).isEmpty();
    }

    private static LsofOutput parse(String text) {
        return LsofOutput.parse(text.isEmpty() ? List.of() : text.lines().toList());
    }
}
