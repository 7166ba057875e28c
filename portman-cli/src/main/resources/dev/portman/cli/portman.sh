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
