"""A plain server on PORT and its management by TLS: tls.py MANAGEMENT_PORT fine|broken. Ends by itself after two minutes."""
import http.server
import os
import signal
import ssl
import sys
import threading

signal.alarm(120)
if sys.argv[2] == "broken":
    print("FATAL: no database for user anna, TOKEN", os.environ.get("IT_TOKEN", ""), flush=True)
    signal.pause()


class Management(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        allowed = self.path == "/health" and self.headers["Authorization"] == "Bearer hunter2-hunter2"
        self.send_response(200 if allowed else 401)
        self.end_headers()
        self.wfile.write(b'{"status": "UP"}')


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("tls/server.pem")
management = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Management)
management.socket = context.wrap_socket(management.socket, server_side=True)
threading.Thread(target=management.serve_forever, daemon=True).start()
server = http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), http.server.SimpleHTTPRequestHandler)
print("listening", flush=True)
server.serve_forever()
