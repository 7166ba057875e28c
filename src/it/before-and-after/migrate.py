# Stands for a migration: fails unless its database answers.
import os
import socket
import sys

socket.create_connection(('127.0.0.1', int(sys.argv[1]))).close()
os.mkdir('uploads')
print('migrated', os.environ['DATABASE_PORT'])
