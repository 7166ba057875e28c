/*
 * The least that the questions of portman cost on this system, without a JVM; each asked ROUNDS times.
 * Prints the 10th, 50th and 90th percentile in nanoseconds, and the last answer.
 *
 *   owner PORT PID ROUNDS   whether PID holds the listening socket of PORT
 *   holders PORT ROUNDS     who among all processes does
 *   probe PORT ROUNDS       whether PORT can be bound
 *   range PORT ROUNDS       the first port from PORT on that can be bound
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* Reads piece by piece, to stop at the match: the kernel puts listeners first. */
static unsigned long inode_of(int port) {
    char buffer[8192];
    int file = open("/proc/net/tcp", O_RDONLY);
    size_t filled = 0;
    unsigned long inode = 0;
    for (;;) {
        ssize_t got = read(file, buffer + filled, 150);
        if (got <= 0 || filled + got > sizeof buffer - 200) break;
        filled += got;
        buffer[filled] = 0;
        char *line = buffer, *end;
        while ((end = strchr(line, '\n'))) {
            unsigned local, state;
            if (sscanf(line, " %*d: %*x:%x %*x:%*x %x %*x:%*x %*x:%*x %*x %*u %*u %lu", &local, &state, &inode) == 3 && state == 10 &&
                (int)local == port) {
                close(file);
                return inode;
            }
            line = end + 1;
        }
        filled -= line - buffer;
        memmove(buffer, line, filled);
    }
    close(file);
    return 0;
}

static int holds(const char *pid, const char *wanted, size_t length) {
    char path[300], link[64];
    snprintf(path, sizeof path, "/proc/%s/fd", pid);
    DIR *folder = opendir(path);
    if (!folder) return 0;
    int found = 0;
    for (struct dirent *each; !found && (each = readdir(folder));) {
        ssize_t got = readlinkat(dirfd(folder), each->d_name, link, sizeof link);
        found = got == (ssize_t)length && memcmp(link, wanted, length) == 0;
    }
    closedir(folder);
    return found;
}

static long owner(int port, const char *pid) {
    char wanted[64];
    int length = snprintf(wanted, sizeof wanted, "socket:[%lu]", inode_of(port));
    return holds(pid, wanted, length) ? atol(pid) : 0;
}

static long holders(int port) {
    char wanted[64];
    int length = snprintf(wanted, sizeof wanted, "socket:[%lu]", inode_of(port));
    long last = 0;
    DIR *processes = opendir("/proc");
    for (struct dirent *each; (each = readdir(processes));)
        if (isdigit((unsigned char)each->d_name[0]) && holds(each->d_name, wanted, length)) last = atol(each->d_name);
    closedir(processes);
    return last;
}

static long probe(int port) {
    struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
    int it = socket(AF_INET6, SOCK_STREAM, 0);
    int done = bind(it, (struct sockaddr *)&address, sizeof address) == 0;
    close(it);
    return done ? port : 0;
}

static long range(int port) {
    while (!probe(port)) port++;
    return port;
}

static int ascending(const void *a, const void *b) {
    long long x = *(const long long *)a, y = *(const long long *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    if (argc < 4) return 2;
    int port = atoi(argv[2]), rounds = atoi(argv[argc - 1]);
    long answer = 0;
    long long *times = calloc(rounds, sizeof *times);
    for (int i = 0; i < rounds; i++) {
        long long from = now();
        if (!strcmp(argv[1], "owner")) answer = owner(port, argv[3]);
        else if (!strcmp(argv[1], "holders")) answer = holders(port);
        else if (!strcmp(argv[1], "probe")) answer = probe(port);
        else if (!strcmp(argv[1], "range")) answer = range(port);
        else return 2;
        times[i] = now() - from;
    }
    qsort(times, rounds, sizeof *times, ascending);
    printf("%lld %lld %lld %ld\n", times[rounds / 10], times[rounds / 2], times[rounds * 9 / 10], answer);
    return 0;
}
