#!/usr/bin/env bash
# How long the server takes from `./foyer serve` until it says that it is ready: starts it several times and prints the
# milliseconds, sorted, and their median. Waits by reading what it says; asking again and again would take the
# processor from it.
#
#   deploy/check/start.sh [STARTS]
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib.sh"
readonly starts=${1:-25}

needs ss
first=$(free_ports 4)
"$root/foyer" build
for ((start = 0; start < starts; start++)); do
  began=${EPOCHREALTIME/./}
  exec {said}< <(FOYER_PORT=$first FOYER_RTC_PORT=$((first + 1)) FOYER_LOOPS=2 FOYER_TURN_PORT=$((first + 3)) \
    FOYER_ANNOUNCED_ADDRESS=127.0.0.1 FOYER_DATA_DIR="$work/data" exec "$root/foyer" serve 2>&1)
  server=$!
  pids=("$server")
  until [[ ${line:-} == *'Foyer is ready'* ]]; do
    IFS= read -r line <&"$said" || fail 'it ended before it was ready.'
    printf '%s\n' "$line" >>"$work/server.log"
  done
  printf '%s\n' $(((${EPOCHREALTIME/./} - began) / 1000)) >>"$work/millis"
  line=
  kill -TERM "$server"
  cat <&"$said" >>"$work/server.log" # until it has ended
  exec {said}<&-
  pids=()
done
sort -n -- "$work/millis" | paste -sd ' '
printf 'median %s ms\n' "$(sort -n -- "$work/millis" | sed -n "$(((starts + 1) / 2))p")"
