#!/bin/sh
# Takes the pictures of this folder from real runs: each scene runs on a terminal of its own, and Chromium draws what was on it.
# Needs aha, chromium and script (util-linux); stops nothing that it did not start itself.
set -eu

cd "$(dirname "$0")/../.."
for tool in aha chromium script java; do
    command -v "$tool" > /dev/null || { echo "take.sh: $tool is missing" >&2; exit 1; }
done
jar=$PWD/portman-cli/target/portman.jar
[ -f "$jar" ] || make build
pictures=$PWD/docs/pictures
work=$(mktemp -d)
leftover=

cleanup() {
    [ -z "$leftover" ] || kill "$leftover" 2> /dev/null || true
    (cd "$work" && ./dev stop > "$work/stop.log" 2>&1) || true
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

cp -R dev examples "$work"
rm -rf "$work/examples/fullstack/logs"
cd "$work"
DEV_PROJECT=$work/examples/fullstack PORTMAN_JAR=$jar PORTMAN_STATE_HOME=$work/state TERM=xterm-256color
export DEV_PROJECT PORTMAN_JAR PORTMAN_STATE_HOME TERM

# run COMMAND: adds it, and what it shows on a terminal, to the scene.
run() {
    printf '\033[1m$ %s\033[0m\n' "$1" >> scene
    script -qec "$1" /dev/null > shown < /dev/null || true
    # Of a line that was redrawn in place, what stayed.
    sed -e 's/\r$//' -e 's/.*\r//' -e 's/\x1b\[K//g' -e "s|$work|~|g" shown >> scene
}

# take NAME: draws the scene.
take() {
    lines=$(fold -w 132 scene | wc -l)
    aha --black --no-header < scene > body
    {
        echo '<!DOCTYPE html><meta charset="utf-8"><body style="margin:0;padding:16px;background:#111;color:#ddd">'
        echo '<pre style="margin:0;font:14px/20px monospace;white-space:pre-wrap;word-break:break-all;width:132ch">'
        cat body
        echo '</pre>'
    } > scene.html
    chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking --no-first-run \
        "--user-data-dir=$work/chromium" "--window-size=1160,$((lines * 20 + 32))" "--screenshot=$pictures/$1.png" \
        "file://$work/scene.html" > chromium.log 2>&1 || { cat chromium.log >&2; exit 1; }
    echo "docs/pictures/$1.png"
    rm scene
}

run './dev'
run './dev status'
run './dev logs'
run './dev stop'
take dev

# A server of somebody's morning; it ends by itself after a minute at the latest.
java examples/backend/Server.java 8000 60 > leftover.log 2>&1 &
leftover=$!
until grep -q 'listening on port' leftover.log; do
    kill -0 "$leftover"
    sleep 0.1
done
run './dev status 8000'
run './dev backend'
run './dev backend --on-conflict evict'
run './dev stop'
take conflict

mkdir shop
cat > shop/portman.yaml << 'END'
servers:
  shop:
    command: java -jar target/shop.jar --port @{port}
    port: 8000
END
DEV_PROJECT=$work/shop
run './dev'
run './dev status'
take failed-start
