#!/bin/sh
# The command portman, written by "portman install"; to be written again when Java or the jar has moved.
jar=@JAR@
java=@JAVA@
fast=@FAST@

[ -x "$java" ] || java=java
case " $* " in
    *' status '*' json '*)
        # What the JVM has prepared for this call, unless the jar has changed since.
        # shellcheck disable=SC3013 # dash, busybox and bash have -nt, and so has POSIX since 2024
        if [ "$fast" -nt "$jar" ] && [ "$java" != java ]; then
            exec "$java" "@$fast" "$@"
        fi
        ;;
esac
exec "$java" -XX:TieredStopAtLevel=1 -XX:-UsePerfData -jar "$jar" "$@"
