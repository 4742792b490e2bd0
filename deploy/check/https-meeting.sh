#!/usr/bin/env bash
# From a fresh checkout to a meeting over HTTPS, on this machine alone: builds Foyer, runs it behind Caddy
# with certificates of Caddy's own, and lets two people in Chromium meet through it.
#
#   deploy/check/https-meeting.sh
#
# Needs what ./foyer needs, curl, openssl, Chromium and Caddy (which is fetched where apt-get has it).
# Leaves nothing running, and nothing in the machine's trust store. Prints what it proved.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib.sh"

needs curl openssl node

caddy=$(command -v caddy || true)
if [ -z "$caddy" ]; then
  debian_tool caddy caddy
  caddy="$tools/usr/bin/caddy"
fi

"$root/foyer" build

# The server takes the first for pages, and the fifth and sixth for media.
base=$(free_ports 6)
readonly pages=$base http=$((base + 1)) https=$((base + 2)) admin=$((base + 3)) media=$((base + 4))
readonly site="https://localhost:$https"

began=$(milliseconds)
FOYER_PORT=$pages FOYER_RTC_PORT=$media FOYER_LOOPS=2 FOYER_TURN=off FOYER_ANNOUNCED_ADDRESS=127.0.0.1 \
  FOYER_CLIENT_ORIGIN="$site" "$root/foyer" >"$work/server.log" 2>&1 &
pids+=($!)
becomes_true 600 answers "http://127.0.0.1:$pages/readyz" || fail 'the server did not become ready.'
proved "the server is ready $(($(milliseconds) - began)) ms after it was started"

env FOYER_SITE=localhost FOYER_TLS='tls internal' FOYER_HTTP_PORT=$http FOYER_HTTPS_PORT=$https \
  FOYER_UPSTREAM=127.0.0.1:$pages FOYER_CADDY_ADMIN=127.0.0.1:$admin \
  XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config" \
  "$caddy" run --config "$root/deploy/Caddyfile" --adapter caddyfile >"$work/caddy.log" 2>&1 &
pids+=($!)
readonly ca="$work/data/caddy/pki/authorities/local/root.crt"

# through PATH…: asks for a path over HTTPS, and believes no certificate but those of Caddy's own root.
through() { curl --silent --show-error --max-time 10 --cacert "$ca" "${@:2}" "$site$1"; }

becomes_true 200 answers --cacert "$ca" "$site/healthz" || fail 'no page over HTTPS.'
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
node "$root/deploy/check/meeting.mjs" "$site" "$(key_hash "${ca%/*}/intermediate.crt")"
printf 'passed: from a checkout to a meeting over HTTPS\n'
