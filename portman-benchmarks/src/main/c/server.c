/*
 * A server: server PORT [ports N] [delay MS] [opened FILE] [ended FILE] [seconds N] [deaf] [silent]
 * Waits MS, listens on PORT of every address, and for N on as many ports, answers every HTTP request to the first with 200, and ends by
 * itself after some seconds. Deaf to SIGTERM and SIGINT, it has to be forced; silent, it does not tell that it listens.
 * Writes the moment at which it listens, and the one at which such a signal ends it, as nanoseconds of the wall clock.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const char *opened, *ended;

static void stamp(const char *file) {
    if (!file) return;
    struct timespec t;
    char text[32];
    int out = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    clock_gettime(CLOCK_REALTIME, &t);
    int length = snprintf(text, sizeof text, "%lld\n", t.tv_sec * 1000000000LL + t.tv_nsec);
    if (write(out, text, length) != length) _exit(1);
    close(out);
}

static void end(int signal) {
    stamp(ended);
    _exit(signal == SIGALRM ? 3 : 0);
}

static int listen_on(int port) {
    int yes = 1, listener = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 128) != 0) {
        perror("listen");
        exit(1);
    }
    return listener;
}

int main(int argc, char **argv) {
    int delay = 0, ports = 1, seconds = 60, deaf = 0, silent = 0;
    if (argc < 2) return 2;
    for (int i = 2; i < argc; i++) {
        if (!strcmp(argv[i], "deaf")) deaf = 1;
        else if (!strcmp(argv[i], "silent")) silent = 1;
        else if (i + 1 == argc) return 2;
        else if (!strcmp(argv[i], "delay")) delay = atoi(argv[++i]);
        else if (!strcmp(argv[i], "ports")) ports = atoi(argv[++i]);
        else if (!strcmp(argv[i], "opened")) opened = argv[++i];
        else if (!strcmp(argv[i], "ended")) ended = argv[++i];
        else if (!strcmp(argv[i], "seconds")) seconds = atoi(argv[++i]);
        else return 2;
    }
    signal(SIGALRM, end);
    signal(SIGTERM, deaf ? SIG_IGN : end);
    signal(SIGINT, deaf ? SIG_IGN : end);
    signal(SIGPIPE, SIG_IGN);
    alarm(seconds);
    usleep(delay * 1000);
    int listener = listen_on(atoi(argv[1]));
    for (int i = 1; i < ports; i++) listen_on(atoi(argv[1]) + i);
    stamp(opened);
    if (!silent) {
        puts("listening");
        fflush(stdout);
    }
    for (;;) {
        char request[4096];
        int caller = accept(listener, NULL, NULL);
        if (caller < 0) continue;
        struct timeval patience = {.tv_sec = 1};
        setsockopt(caller, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (read(caller, request, sizeof request) > 0) {
            const char *answer = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n";
            /* Whoever asks for the heading only gets no body. */
            size_t length = strlen(answer) - (strncmp(request, "HEAD", 4) ? 0 : 3);
            if (write(caller, answer, length) < 0) perror("write");
            if (read(caller, request, sizeof request) < 0) perror("read");
        }
        close(caller);
    }
}
