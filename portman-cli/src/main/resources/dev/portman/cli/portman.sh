#!/bin/sh
# The command portman, written by "portman install"; to be written again when Java or the jar has moved.
jar=@JAR@
java=@JAVA@

# Java does not start in a folder that is gone; what was started there is known by where it was.
# shellcheck disable=SC3013 # dash, busybox and bash have -ef, and so has POSIX since 2024
if ! [ "${PWD:-}" -ef . ]; then
    gone=$(readlink "/proc/$$/cwd") || gone=
    cd / || exit 1
    case " $* " in
        *' -C'* | *' --directory'*) ;;
        *) [ -z "$gone" ] || set -- -C "${gone% (deleted)}" "$@" ;;
    esac
fi

# What every Java reads options from is meant for servers: an agent, a collector, a debugger's port. Ours runs without, and gives it back to
# whatever it runs.
[ -z "${JAVA_TOOL_OPTIONS+set}" ] || { export PORTMAN_SAVED_JAVA_TOOL_OPTIONS="$JAVA_TOOL_OPTIONS"; unset JAVA_TOOL_OPTIONS; }
[ -z "${JDK_JAVA_OPTIONS+set}" ] || { export PORTMAN_SAVED_JDK_JAVA_OPTIONS="$JDK_JAVA_OPTIONS"; unset JDK_JAVA_OPTIONS; }
[ -z "${_JAVA_OPTIONS+set}" ] || { export PORTMAN_SAVED__JAVA_OPTIONS="$_JAVA_OPTIONS"; unset _JAVA_OPTIONS; }

[ -x "$java" ] || java=java
case " $* " in
    *' status '*' json '*) fast=@STATUS@ ;;
    *' kill '* | *' stop '*) fast=@KILL@ ;;
    *) fast= ;;
esac
# What the JVM has prepared for this call, unless the jar has changed since.
# shellcheck disable=SC3013 # dash, busybox and bash have -nt, and so has POSIX since 2024
if [ -n "$fast" ] && [ "$fast" -nt "$jar" ] && [ "$java" != java ]; then
    exec "$java" "@$fast" "$@"
fi
exec "$java" -XX:TieredStopAtLevel=1 -XX:-UsePerfData -jar "$jar" "$@"
