echo "$BACKEND_PORT $FRONTEND_PORT" > seen.txt
exit 9
