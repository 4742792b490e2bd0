# What the checks beside this file share; to be sourced. Each has a folder $work, which goes away with it, and ends
# what it put into $pids. Set `leaving` to a function for what else is to end.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.." && pwd)
readonly root
readonly tools="$root/.foyer/tools"
work=$(mktemp -d)
readonly work
pids=()
leaving=:

finish() {
  local status=$? pid
  "$leaving" "$status"
  for pid in "${pids[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  if [ "$status" -ne 0 ]; then tail -n 30 "$work"/*.log >&2 2>/dev/null || true; fi
  rm -rf -- "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() {
  printf '%s: %s\n' "$(basename -- "$0" .sh)" "$*" >&2
  exit 1
}

proved() { printf '  ✓ %s\n' "$*"; }

# needs PROGRAMS…
needs() {
  local program
  for program in "$@"; do
    command -v "$program" >/dev/null || fail "needs the program $program."
  done
}

# debian_tool PROGRAM PACKAGES…: puts Debian's packages into $tools, if the program is not there yet.
debian_tool() {
  if [ -x "$tools/usr/bin/$1" ]; then return; fi
  mkdir -p -- "$tools"
  (cd -- "$tools" && apt-get download -qq "${@:2}" &&
    for package in *.deb; do dpkg-deb --extract "$package" .; done) >/dev/null 2>&1 ||
    fail "needs the program $1 (package $2)."
}

# free_ports COUNT: the first of so many ports in a row that nobody has.
free_ports() {
  local first=$((20000 + RANDOM % 10000))
  while ss -Htuln 2>/dev/null | grep -qE ":($(seq -s '|' "$first" "$((first + $1 - 1))"))\b"; do
    first=$((first + 10))
  done
  printf '%s\n' "$first"
}

# becomes_true TRIES COMMAND…: asks twenty times a second.
becomes_true() {
  local _
  for _ in $(seq "$1"); do
    if "${@:2}"; then return; fi
    sleep 0.05
  done
  return 1
}

answers() { curl -fso /dev/null --max-time 5 "$@" 2>/dev/null; }

milliseconds() { printf '%s\n' "$(($(date +%s%N) / 1000000))"; }

# key_hash CERTIFICATE: of its public key, as Chromium wants it where it is to believe one that it does not know.
key_hash() {
  openssl x509 -in "$1" -noout -pubkey | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64
}
