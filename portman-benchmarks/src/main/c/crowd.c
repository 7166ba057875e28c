/*
 * A crowd: PROCESSES processes that hold SOCKETS connected TCP sockets between them, for SECONDS or until the end of standard input.
 * Says "ready" when all are there. Brings up the loopback device of its own network namespace, if it may.
 */
#include <arpa/inet.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LISTENERS = 4 };

static int listeners[LISTENERS];
static struct sockaddr_in addresses[LISTENERS];

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void raise_loopback(void) {
    struct ifreq request;
    memset(&request, 0, sizeof request);
    strcpy(request.ifr_name, "lo");
    int any = socket(AF_INET, SOCK_DGRAM, 0);
    if (ioctl(any, SIOCGIFFLAGS, &request) == 0 && !(request.ifr_flags & IFF_UP)) {
        request.ifr_flags |= IFF_UP;
        if (ioctl(any, SIOCSIFFLAGS, &request) != 0) fail("lo");
    }
    close(any);
}

static void listen_everywhere(void) {
    for (int i = 0; i < LISTENERS; i++) {
        listeners[i] = socket(AF_INET, SOCK_STREAM, 0);
        addresses[i].sin_family = AF_INET;
        addresses[i].sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof addresses[i];
        if (bind(listeners[i], (struct sockaddr *)&addresses[i], length) != 0 || listen(listeners[i], 4096) != 0) fail("listen");
        getsockname(listeners[i], (struct sockaddr *)&addresses[i], &length);
    }
}

/* Whom a connection reaches does not matter: each process opens one end and accepts another. */
static void open_pairs(int pairs, int which) {
    for (int i = 0; i < pairs; i++) {
        int listener = (which + i) % LISTENERS;
        int near = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(near, (struct sockaddr *)&addresses[listener], sizeof addresses[listener]) != 0) fail("connect");
        if (accept(listeners[listener], NULL, NULL) < 0) fail("accept");
    }
    for (int i = 0; i < LISTENERS; i++) close(listeners[i]);
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    int processes = atoi(argv[1]), pairs = atoi(argv[2]) / 2, seconds = atoi(argv[3]);
    int ready[2];
    raise_loopback();
    listen_everywhere();
    if (pipe(ready) != 0) fail("pipe");
    pid_t *children = calloc(processes, sizeof *children);
    for (int i = 0; i < processes; i++) {
        children[i] = fork();
        if (children[i] < 0) fail("fork");
        if (children[i] == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            alarm(seconds);
            open_pairs(pairs / processes + (i < pairs % processes), i);
            if (write(ready[1], "x", 1) != 1) fail("write");
            for (;;) pause();
        }
    }
    close(ready[1]);
    for (int i = 0; i < processes;) {
        char buffer[4096];
        ssize_t read_now = read(ready[0], buffer, sizeof buffer);
        if (read_now <= 0) fail("a process of the crowd ended early");
        i += read_now;
    }
    puts("ready");
    fflush(stdout);
    struct pollfd input = {.fd = 0, .events = POLLIN};
    poll(&input, 1, seconds * 1000);
    for (int i = 0; i < processes; i++) kill(children[i], SIGKILL);
    for (int i = 0; i < processes; i++) waitpid(children[i], NULL, 0);
    return 0;
}
