package dev.portman.holder;

/**
 * One listening socket of one process as lsof reports it.
 *
 * @param pid the process
 * @param uid its effective user
 * @param user that user's name, or the number
 * @param command the short name of the process
 * @param address as {@code 127.0.0.1} or {@code ::}
 * @param port where it listens
 * @param inode the socket's number: the inode on Linux, the kernel's address of the socket on macOS; 0 if not told
 */
record LsofSocket(long pid, long uid, String user, String command, String address, int port, long inode) {}
