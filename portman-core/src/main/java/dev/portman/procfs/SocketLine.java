package dev.portman.procfs;

/**
 * One TCP socket as {@code /proc/net/tcp} shows it.
 *
 * @param address the local address, as {@code 127.0.0.1} or {@code ::1}; an IPv4 address on an IPv6 socket is spelled as IPv4
 * @param port the local port
 * @param state the kernel's number of the TCP state (include/net/tcp_states.h)
 * @param uid who made the socket; 0 also where no process has it any more (TIME_WAIT)
 * @param inode the number under which processes hold it, as in {@code socket:[N]}; 0 if none does
 */
public record SocketLine(String address, int port, int state, long uid, long inode) {

    static final int LISTEN = 0x0A;
    static final int TIME_WAIT = 0x06;

    /** Whether it accepts connections. */
    public boolean isListening() {
        return state == LISTEN;
    }

    /** Whether it is only the memory of an ended connection; the kernel drops it after 60 s. */
    public boolean isTimeWait() {
        return state == TIME_WAIT;
    }
}
