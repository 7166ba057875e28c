# Waits, at the price of a sleeping shell, for the end of a build, whatever ends it: only the build's JVM holds the other end of our standard input,
# so that the kernel closes it with the JVM. A word on it says that there is nothing left to do.
# $1 java, $2 class path, $3 folder of the state, $4 pid and $5 start ticks of the build
read -r word || word=
if [ "$word" = done ]; then
    exit 0
fi
PORTMAN_STATE_HOME=$3 exec "$1" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$2" dev.portman.Reaper "$4" "$5"
