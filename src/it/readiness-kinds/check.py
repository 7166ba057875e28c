"""Ends with 0 where PORT is what the argument says, and the server has answered there."""
import os
import socket
import sys

assert os.environ["PORT"] == sys.argv[1]
socket.create_connection(("127.0.0.1", int(os.environ["PORT"])), 5).close()
