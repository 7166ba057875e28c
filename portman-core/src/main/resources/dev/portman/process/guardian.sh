# Waits, at the price of a sleeping shell, for the end of a build, whatever ends it: only the build's JVM holds the other end of our standard input,
# so that the kernel closes it with the JVM. A word on it says that there is nothing left to do.
# $1 java, $2 class path, a file of ours, $3 folder of the state, $4 pid and $5 start ticks of the build, $6 our own output, $7 notes for the next call,
# $8 the audit trail, $9 rm and ${10} date: the PATH is the project's word
read -r word || word=
if [ "$word" != done ]; then
    PORTMAN_STATE_HOME=$3 "$1" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -cp "$2" dev.portman.Reaper "$4" "$5"
    code=$?
    if [ "$code" -ne 0 ]; then
        said="The servers of the build with pid $4 may run on: after its end, $1 ended with $code"
        while IFS= read -r word; do
            # A trace of the stack begins with a tab.
            case $word in *[[:cntrl:]]*) break ;; esac
            said="$said: $word"
        done < "$6"
        umask 077
        printf '%s\n' "$said" >> "$7"
        printf '%s pid %s: %s\n' "$("${10}" -u +%Y-%m-%dT%H:%M:%S.000Z)" "$$" "$said" >> "$8"
    fi
fi
exec "$9" -f "$2" "$6"
