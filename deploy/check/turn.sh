#!/usr/bin/env bash
# coturn's own test client, turnutils_uclient, against our TURN server, over UDP, TCP and TLS: data goes to
# coturn's turnutils_peer and back. Another peer is refused.
#
#   deploy/check/turn.sh
#
# Needs what ./foyer needs, openssl, and coturn (fetched where apt-get has it, not installed). The server is the
# engine's, started by a test's main, as its peers are media ports otherwise. Leaves nothing running.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib.sh"

readonly secret='a secret for tests, which is long enough'

if ! command -v turnutils_uclient >/dev/null; then
  debian_tool turnutils_uclient coturn libevent-core-2.1-7 libevent-extra-2.1-7 libevent-openssl-2.1-7 libevent-pthreads-2.1-7
fi
# In front of a command, not a function: what runs in the background is then the program itself, and can be ended.
coturn=(env "PATH=$PATH:$tools/usr/bin" "LD_LIBRARY_PATH=$tools/usr/lib/$(uname -m)-linux-gnu")

java_home=${JAVA_HOME:-$(dirname -- "$(dirname -- "$(readlink -f -- "$(command -v java)")")")}
(cd -- "$root" && JAVA_HOME=$java_home mvn -q -B -pl sfu-core test-compile dependency:build-classpath \
  -Dmdep.outputFile="$work/classpath" -Dmdep.includeScope=test) >"$work/build.log" 2>&1 || fail 'sfu-core does not build.'

base=$(free_ports 6)
readonly turn=$base tls=$((base + 1)) peer=$((base + 2)) stranger=$((base + 4))

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
  -keyout "$work/key.pem" -out "$work/cert.pem" >"$work/openssl.log" 2>&1

"${coturn[@]}" turnutils_peer -L 127.0.0.1 -p "$peer" >"$work/peer.log" 2>&1 &
pids+=($!)
mkfifo "$work/open"
"$java_home/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "$root/sfu-core/target/classes:$root/sfu-core/target/test-classes:$(cat "$work/classpath")" \
  foyer.sfu.engine.turn.TinyTurn "$turn" 127.0.0.1 "$peer" "$tls" "$work/cert.pem" "$work/key.pem" \
  <"$work/open" >"$work/server.log" 2>&1 &
pids+=($!)
exec 3>"$work/open"
becomes_true 400 grep -q ':check ' "$work/server.log" || fail 'the server did not start.'

run() {
  "${coturn[@]}" turnutils_uclient -u check -W "$secret" -e 127.0.0.1 -c "$@" 127.0.0.1 2>&1
}

# exchange WHAT CLIENTS ARGUMENTS…: says what came back of what was sent. What a busy machine loses of large messages
# is lost in the client's own sockets, which have the kernel's usual buffers: hence small ones.
exchange() {
  local what=$1 clients=$2
  shift 2
  run -r "$peer" -n 200 -m "$clients" -l 170 "$@" >"$work/uclient.log" || fail "$what: uclient failed"
  grep -q "tot_recv_msgs=$((200 * clients))" "$work/uclient.log" && grep -q 'Total lost packets 0 ' "$work/uclient.log" ||
    fail "$what: not all came back"
  proved "$what: $(grep -o 'tot_send_msgs=.*' "$work/uclient.log" | tail -n 1)"
}

exchange 'UDP, channels' 1 -p "$turn"
exchange 'UDP, indications' 1 -p "$turn" -s
exchange 'UDP, channels, four clients' 4 -p "$turn"
exchange 'UDP, channels, twenty clients' 20 -p "$turn"
exchange 'TCP, channels' 1 -p "$turn" -t
exchange 'TCP, indications' 1 -p "$turn" -t -s
exchange 'TLS, channels' 1 -p "$tls" -t -S
refused=$("${coturn[@]}" timeout 20 turnutils_uclient -u check -W "$secret" -e 127.0.0.1 -r "$stranger" -c -p "$turn" 127.0.0.1 2>&1 || true)
grep -q 'error 403' <<<"$refused" || fail 'another peer was not refused'
proved "another peer: $(grep -o 'error 403' <<<"$refused" | head -n 1)"
