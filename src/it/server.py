"""A web server for the integration tests: server.py PORT [deaf] [supervised] [STATUS]

deaf ignores SIGTERM; supervised is started anew by its parent whenever it ends; STATUS (200 if not given) answers every request. Ends by itself after
ten minutes, or SERVER_SECONDS.
"""
import http.server
import os
import signal
import sys
import threading

port = int(sys.argv[1])
options = sys.argv[2:]
seconds = int(os.environ.get("SERVER_SECONDS", "600"))
status = next((int(it) for it in options if it.isdigit()), 200)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(b"pid %d\n" % os.getpid())


if "supervised" in options:
    signal.alarm(seconds)
    while os.fork() != 0:
        os.wait()

if "deaf" in options:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
end = threading.Timer(seconds, os._exit, [0])
end.daemon = True
end.start()
server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
print("listening on port", port, flush=True)
server.serve_forever()
