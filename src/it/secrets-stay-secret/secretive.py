"""A web server that prints what it should not: secretive.py PORT [fails]. Ends by itself after ten minutes."""
import http.server
import os
import signal
import sys

signal.alarm(600)
print("secrets:", os.environ["IT_PASSWORD"], os.environ["API_TOKEN"], os.environ["DATABASE_URL"], flush=True)
if "fails" in sys.argv:
    sys.exit(7)
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), http.server.SimpleHTTPRequestHandler).serve_forever()
