#!/usr/bin/env bash
# Makes the cache from which the JVM takes classes loaded, linked and profiled (JEP 483, 514, 515): starts
# the server once, asks it for what browsers and operators ask, plays meeting.json, and stops it.
#
#   train.sh JAVA LIB CLIENT CACHE [GENERATOR]
#
# JAVA is the program `java` of the runtime that will use the cache, LIB the folder of jars, at the path
# where they will be; the JVM refuses the cache for other ones. It has to be started with the same
# jvm.args and the class path of class-path.sh.
# GENERATOR is the folder of the load generator's jars, which the JDK in JAVA_HOME runs. Without it the
# cache knows the start alone.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
readonly here jvm_args="$here/../jvm.args" meeting="$here/meeting.json"
readonly ready_seconds=60 meeting_seconds=60

# ask PORT METHOD PATH: prints the answer.
ask() {
  exec 8<>"/dev/tcp/127.0.0.1/$1" || return
  printf '%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n' "$2" "$3" >&8
  timeout 10 cat <&8
  exec 8>&- 8<&-
}

readonly java=$1 lib=$2 client=$3 cache=$4
generator=${5:+$(cd -- "$5" && pwd)} # it may be told from where we are, which will not be there
readonly generator
# shellcheck source=deploy/aot/class-path.sh
. "$here/class-path.sh"
set_class_path "$lib"
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
cd -- "$work" # where no foyer.conf is

# play PORT: people meet in two rooms.
play() {
  # Compiled quickly rather than well: the processor is the server's.
  timeout "$meeting_seconds" "${JAVA_HOME:?}/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dlogback.configurationFile=logback-media-load.xml -cp "$generator/*" foyer.load.app.Main \
    run --scenario "$meeting" --url "http://127.0.0.1:$1" --reports "$work" >"$work/meeting" 2>&1
}

# attempt [play]: starts the server and stops it, with a meeting in between or without.
attempt() {
  local port=$((20000 + RANDOM % 10000)) server began=$SECONDS path
  : >"$work/log"
  env -i PATH="$PATH" MALLOC_ARENA_MAX=2 FOYER_PORT="$port" FOYER_RTC_PORT="$((port + 1))" FOYER_LOOPS=1 \
    FOYER_TURN_PORT="$((port + 2))" FOYER_ANNOUNCED_ADDRESS=127.0.0.1 FOYER_CLIENT_DIR="$client" FOYER_MAX_LOAD=100 \
    "$java" @"$jvm_args" -XX:AOTCacheOutput="$work/cache" -Xlog:aot=error -Xlog:cds=error \
    -cp "$class_path" foyer.signaling.app.Main >"$work/log" 2>&1 &
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
  if [ "${1:-}" = play ] && ! play "$port"; then
    printf 'train.sh: the meeting could not be played to its end, so the cache knows less of meetings: %s\n' \
      "$(tail -n 1 -- "$work/meeting")" >&2
  fi
  kill -TERM "$server" || true
  wait "$server" || true # 143: it was told to stop
  [ -s "$work/cache" ]
}

# A port may be taken; several times in a row it is something else. The last one asks for least.
attempt ${generator:+play} || attempt ${generator:+play} || attempt || {
  cat -- "$work/log" >&2
  exit 1
}
mv -- "$work/cache" "$cache"
