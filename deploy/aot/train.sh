#!/usr/bin/env bash
# Makes the cache from which the JVM takes classes loaded, linked and profiled (JEP 483, 514, 515): starts
# the server once, asks it for what browsers and operators ask, and stops it.
#
#   train.sh JAVA LIB CLIENT CACHE
#
# JAVA is the program `java` of the runtime that will use the cache, LIB the folder of jars, at the path
# where they will be; the JVM refuses the cache for other ones. It has to be started with the same
# jvm.args and the class path that `class_path` in here prints: `train.sh class-path LIB`.
set -euo pipefail

readonly jvm_args="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)/jvm.args"
readonly ready_seconds=60

# In a fixed order: the JVM compares.
class_path() {
  local LC_ALL=C jars
  jars=("$1"/*.jar)
  (IFS=: && printf '%s\n' "${jars[*]}")
}

# ask PORT METHOD PATH: prints the answer.
ask() {
  exec 8<>"/dev/tcp/127.0.0.1/$1" || return
  printf '%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n' "$2" "$3" >&8
  timeout 10 cat <&8
  exec 8>&- 8<&-
}

if [ "$1" = class-path ]; then
  class_path "$2"
  exit
fi

readonly java=$1 lib=$2 client=$3 cache=$4
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
cd -- "$work" # where no foyer.conf is

attempt() {
  local port=$((20000 + RANDOM % 10000)) server began=$SECONDS path
  : >"$work/log"
  env -i PATH="$PATH" MALLOC_ARENA_MAX=2 FOYER_PORT="$port" FOYER_RTC_PORT="$((port + 1))" FOYER_LOOPS=1 FOYER_TURN=off \
    FOYER_ANNOUNCED_ADDRESS=127.0.0.1 FOYER_CLIENT_DIR="$client" \
    "$java" @"$jvm_args" -XX:AOTCacheOutput="$work/cache" -Xlog:aot=error -Xlog:cds=error \
    -cp "$(class_path "$lib")" foyer.signaling.app.Main >"$work/log" 2>&1 &
  server=$!
  until grep -q 'Foyer is ready' "$work/log"; do
    if ! kill -0 "$server" 2>/dev/null; then
      wait "$server" || true
      return 1
    fi
    if [ $((SECONDS - began)) -gt "$ready_seconds" ]; then
      kill -KILL "$server"
      return 1
    fi
    sleep 0.1
  done
  for path in / /a-room /healthz /readyz /metrics '/socket.io/?EIO=4&transport=polling'; do
    ask "$port" GET "$path" >/dev/null || true
  done
  ask "$port" POST /leave >/dev/null || true
  kill -TERM "$server"
  wait "$server" || true # 143: it was told to stop
  [ -s "$work/cache" ]
}

# A port may be taken; three times in a row it is something else.
attempt || attempt || attempt || {
  cat -- "$work/log" >&2
  exit 1
}
mv -- "$work/cache" "$cache"
