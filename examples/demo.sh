#!/bin/sh
# A guided tour: a leftover server holds the port, portman evicts it, starts the backend, shows it, and stops it again.
# Stops nothing that it did not start itself: if a stranger has port 8000, it uses another free port.
set -eu

cd "$(dirname "$0")/.."
MVN=${MVN:-mvn}
work=$(mktemp -d)
leftover=
failed=1

cleanup() {
    status=$?
    if [ "$failed" -ne 0 ]; then
        printf '\nThe demo failed; the last command ended with %s.\n' "$status" >&2
        # A no-op if the backend never started.
        "$MVN" -B -q -f examples/backend/pom.xml portman:stop >/dev/null 2>&1 || true
    fi
    if [ -n "$leftover" ]; then
        kill "$leftover" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

say() { printf '\n== %s\n' "$*"; }

run() {
    printf '$ mvn %s\n' "$*"
    # The goals' own lines; Maven's frame around them is left out.
    "$MVN" -B -ntp -f examples/backend/pom.xml \
        -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dorg.slf4j.simpleLogger.log.dev.portman=info "$@"
}

fetch() { java examples/Get.java "$1"; }

say "Building portman (tests are for make test)"
"$MVN" -B -ntp -q install -DskipTests -DskipITs -Dspotless.check.skip

say "A leftover server holds the port: what you find in the morning"
# The backend ends by itself after ten minutes, so that not even a killed demo leaves it behind.
start_leftover() {
    java examples/backend/Server.java "$1" 600 >"$work/leftover.log" 2>&1 &
    leftover=$!
    tries=0
    until grep -q 'listening on port' "$work/leftover.log"; do
        tries=$((tries + 1))
        if [ "$tries" -gt 300 ] || ! kill -0 "$leftover" 2>/dev/null; then
            leftover=
            return 1
        fi
        sleep 0.1
    done
}
if ! start_leftover 8000; then
    echo "Port 8000 belongs to somebody else, who is left alone; any free port will do for the demo."
    start_leftover 0
fi
port=$(sed -n 's/.*listening on port \([0-9]*\).*/\1/p' "$work/leftover.log" | head -n 1)
echo "pid $leftover listens on port $port."

say "start: finds the holder, stops it, starts the backend, waits until it is ready"
run portman:start "-Dportman.port=$port"
if kill -0 "$leftover" 2>/dev/null && ! wait "$leftover"; then :; fi
leftover=

say "status"
run portman:status

say "The backend answers"
fetch "http://127.0.0.1:$port/"

say "stop: the whole process tree is gone, and the port can be bound again"
run portman:stop
run portman:status "-Dportman.port=$port"

failed=0
say "That was it."
