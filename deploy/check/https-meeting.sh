#!/usr/bin/env bash
# From a fresh checkout to a meeting over HTTPS, on this machine alone: builds Foyer, runs it behind Caddy
# with certificates of Caddy's own, and lets two people in Chromium meet through it.
#
#   deploy/check/https-meeting.sh
#
# Needs what ./foyer needs, curl, openssl, Chromium and Caddy (which is fetched where apt-get has it).
# Leaves nothing running, and nothing in the machine's trust store. Prints what it proved.
set -euo pipefail

root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.." && pwd)
readonly root
work=$(mktemp -d)
pids=()

finish() {
  local status=$? pid
  for pid in "${pids[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  if [ "$status" -ne 0 ]; then tail -n 30 "$work"/*.log >&2 || true; fi
  rm -rf -- "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() {
  printf 'https-meeting: %s\n' "$*" >&2
  exit 1
}

proved() { printf '  ✓ %s\n' "$*"; }

for program in curl openssl node; do
  command -v "$program" >/dev/null || fail "needs the program $program."
done

caddy=$(command -v caddy || true)
if [ -z "$caddy" ]; then
  caddy="$root/.foyer/tools/usr/bin/caddy"
  if [ ! -x "$caddy" ]; then
    mkdir -p -- "$root/.foyer/tools"
    (cd -- "$root/.foyer/tools" && apt-get download -qq caddy && dpkg-deb --extract caddy_*.deb .) >/dev/null 2>&1 ||
      fail 'needs the program caddy.'
  fi
fi

"$root/foyer" build

# Ports in a row that nobody has; the server takes the first for pages, and the fifth and sixth for media.
base=$((20000 + RANDOM % 10000))
while ss -Htuln 2>/dev/null | grep -qE ":($(seq -s '|' "$base" "$((base + 5))"))\b"; do base=$((base + 10)); done
readonly pages=$base http=$((base + 1)) https=$((base + 2)) admin=$((base + 3)) media=$((base + 4))
readonly site="https://localhost:$https"

began=$(date +%s%N)
FOYER_PORT=$pages FOYER_RTC_PORT=$media FOYER_LOOPS=2 FOYER_TURN=off FOYER_ANNOUNCED_ADDRESS=127.0.0.1 \
  FOYER_CLIENT_ORIGIN="$site" "$root/foyer" >"$work/server.log" 2>&1 &
pids+=($!)
for _ in $(seq 600); do
  if curl -fso /dev/null "http://127.0.0.1:$pages/readyz"; then break; fi
  sleep 0.05
done
curl -fso /dev/null "http://127.0.0.1:$pages/readyz" || fail 'the server did not become ready.'
proved "the server is ready $((($(date +%s%N) - began) / 1000000)) ms after it was started"

env FOYER_SITE=localhost FOYER_TLS='tls internal' FOYER_HTTP_PORT=$http FOYER_HTTPS_PORT=$https \
  FOYER_UPSTREAM=127.0.0.1:$pages FOYER_CADDY_ADMIN=127.0.0.1:$admin \
  XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config" \
  "$caddy" run --config "$root/deploy/Caddyfile" --adapter caddyfile >"$work/caddy.log" 2>&1 &
pids+=($!)
readonly ca="$work/data/caddy/pki/authorities/local/root.crt"

# through PATH…: asks for a path over HTTPS, and believes no certificate but those of Caddy's own root.
through() { curl --silent --show-error --max-time 10 --cacert "$ca" "${@:2}" "$site$1"; }

for _ in $(seq 200); do
  if [ -f "$ca" ] && through /healthz -fo /dev/null 2>/dev/null; then break; fi
  sleep 0.05
done
[ "$(through /healthz --http2 -o /dev/null -w '%{http_code} %{http_version} %{ssl_verify_result}')" = '200 2 0' ] ||
  fail 'no page over HTTPS.'
proved 'HTTPS with a certificate that is valid for the name, HTTP/2'

[ "$(curl -so /dev/null -w '%{http_code} %{redirect_url}' "http://localhost:$http/a-room")" = "308 https://localhost/a-room" ] ||
  [ "$(curl -so /dev/null -w '%{http_code} %{redirect_url}' "http://localhost:$http/a-room")" = "308 $site/a-room" ] ||
  fail 'HTTP does not lead to HTTPS.'
proved 'HTTP leads to HTTPS'

headers=$(through /a-room --dump-header - -o /dev/null | tr -d '\r')
for header in 'strict-transport-security: max-age=31536000' "content-security-policy: default-src 'self'" \
  'permissions-policy: camera=(self), microphone=(self), display-capture=(self)' \
  'alt-svc: h3=' 'x-content-type-options: nosniff'; do
  grep -qiF -- "$header" <<<"$headers" || fail "a page has no header $header: $headers"
done
if grep -qi '^server:' <<<"$headers"; then fail 'pages name their server.'; fi
proved 'HSTS, content security policy and permissions policy; HTTP/3 is offered'

for path in /metrics /readyz /debug/rooms/any; do
  [ "$(through "$path" -o /dev/null -w '%{http_code}')" = 404 ] || fail "$path is open to everybody."
done
proved "what operators look at is not to be seen from outside"

through '/socket.io/?EIO=4&transport=polling' | grep -q '"sid"' || fail 'no Socket.IO by polling.'
[ "$(through /leave -o /dev/null -w '%{http_code}' --data '{}')" = 204 ] || fail 'no /leave.'
proved 'Socket.IO by polling, and goodbyes'

# Chromium knows an authority by its key, of those that the server sends along.
intermediate="${ca%/*}/intermediate.crt"
hash=$(openssl x509 -in "$intermediate" -noout -pubkey | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64)
node "$root/deploy/check/meeting.mjs" "$site" "$hash"
printf 'passed: from a checkout to a meeting over HTTPS\n'
