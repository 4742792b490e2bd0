#!/usr/bin/env bash
# The images without a Docker engine: builds both by Buildah, runs both by Podman on this machine's network as
# docker-compose.yml would (read-only, no root, no privileges), and lets two people in Chromium meet through them.
#
#   deploy/check/images.sh
#
# Needs Debian 12, root, and its packages buildah, podman, runc and mmdebstrap; a JDK 25 in JAVA_HOME, node, mvn, and
# Chromium. The images that ours are made from cannot always be fetched: stand-ins for them are made of Debian's
# packages and of this machine's JDK and node, once, into .foyer/stand-ins. Leaves nothing running. Prints what
# it proved.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/lib.sh"
readonly stand_ins="$root/.foyer/stand-ins" megabyte=1000000 largest=200
containers=()

# shellcheck disable=SC2329 # called when it ends
remove_containers() {
  local name
  for name in "${containers[@]}"; do
    if [ "$1" -ne 0 ]; then podman logs --tail 20 "$name" >&2 || true; fi
    podman rm --force --time 20 --volumes "$name" >/dev/null 2>&1 || true
  done
}
leaving=remove_containers

needs buildah podman runc mmdebstrap curl openssl node mvn
: "${JAVA_HOME:?set JAVA_HOME to a JDK 25}"

# debian RELEASE NAME PACKAGES VARIANT MORE…: makes a file system of a Debian release's packages, if there is none yet,
# from where this machine has its own.
debian() {
  local release=$1 file="$stand_ins/$2.tar" source there="$work/sources-$1"
  if [ -f "$file" ]; then return; fi
  mkdir -p -- "$stand_ins" "$there"
  for source in /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources}; do
    if [ -s "$source" ]; then sed "s/bookworm/$release/g" "$source" >"$there/${source##*/}"; fi
  done
  mmdebstrap --quiet --format=tar --variant="$4" --include="$3" "${@:5}" "$release" "$file.part" "$there"/* ||
    fail "no file system for $2: see above."
  mv -- "$file.part" "$file"
}

# imported NAME SETTINGS…: an image of that file system.
imported() {
  podman import --quiet "${@:2}" "$stand_ins/$1.tar" "foyer-stand-in-$1" >/dev/null
}

java=$(readlink -f -- "$JAVA_HOME")
debian bookworm build maven,npm,ca-certificates,binutils minbase \
  --customize-hook="mkdir -p \"\$1$java\" && cp -a \"$java/.\" \"\$1$java\"" \
  --customize-hook="cp \"$(readlink -f -- "$(command -v node)")\" \"\$1/usr/bin/node\""
# What distroless has of C, without programs, with a BusyBox in the place where it has one.
shell='mkdir -p "$1/busybox" && cp "$1/bin/busybox" "$1/busybox/" && chroot "$1" /bin/busybox --install -s /busybox'
debian trixie runtime-13 base-files,netbase,tzdata,libc6,libssl3t64,libgcc-s1,ca-certificates,busybox-static extract \
  --extract-hook="$shell" \
  --extract-hook='rm -rf "$1"/usr/share/{man,doc,info,lintian,bash-completion}' \
  --extract-hook='find "$1/usr/bin" "$1/usr/sbin" ! -type d ! -name busybox -delete'
debian bookworm caddy base-files,libc6,ca-certificates,busybox-static,caddy,libcap2-bin extract \
  --extract-hook="$shell" --extract-hook='ln -s busybox "$1/bin/sh"' \
  --extract-hook='setcap cap_net_bind_service=+ep "$1/usr/bin/caddy"'
imported build --change "ENV=JAVA_HOME=$java" --change 'ENV=PATH=/usr/local/bin:/usr/bin:/bin' \
  --change 'ENV=NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt'
imported runtime-13 --change 'ENV=PATH=/usr/bin:/bin:/busybox'
imported caddy --change 'ENV=PATH=/usr/bin:/bin:/busybox'

# Where packages come from is this machine's affair: what it has of them, and how it is told where to ask.
mounts=(--volume "$HOME/.m2:/root/.m2" --volume /etc/ssl/certs:/etc/ssl/certs:ro)
if [ -f "$HOME/.npmrc" ]; then mounts+=(--volume "$HOME/.npmrc:/root/.npmrc:ro"); fi
git clone --quiet -- "$root" "$work/foyer"
for target in server caddy; do
  buildah build --layers --isolation chroot --network host "${mounts[@]}" --file "$work/foyer/deploy/Dockerfile" --target "$target" \
    --build-arg NODE_IMAGE=localhost/foyer-stand-in-build --build-arg MAVEN_IMAGE=localhost/foyer-stand-in-build \
    --build-arg RUNTIME_IMAGE=localhost/foyer-stand-in-runtime-13 --build-arg CADDY_IMAGE=localhost/foyer-stand-in-caddy \
    --build-arg "COMMIT=$(git -C "$root" describe --always --dirty)" --format docker \
    --tag "foyer-check-$target" "$work/foyer" >"$work/$target.log" 2>&1 ||
    fail "the image $target cannot be built."
  size=$(podman image inspect --format '{{.Size}}' "foyer-check-$target")
  [ "$size" -lt $((largest * megabyte)) ] || fail "the image $target has $((size / megabyte)) MB."
  proved "the image $target is built: $((size / megabyte)) MB"
done

base=$(free_ports 7)
readonly pages=$base http=$((base + 1)) https=$((base + 2)) admin=$((base + 3)) media=$((base + 4)) turn=$((base + 6))
readonly site="https://localhost:$https"

# run NAME USER MORE…: a container, held as docker-compose.yml holds it.
run() {
  local name="foyer-check-$1-$base"
  containers+=("$name")
  podman run --detach --name "$name" --runtime runc --no-healthcheck --network host --user "$2" --read-only --read-only-tmpfs=false \
    --ulimit nofile=4096:4096 --ulimit nproc=512:512 --cap-drop ALL --security-opt no-new-privileges --tmpfs /tmp:size=16m,mode=1777,noexec \
    "${@:3}" "foyer-check-$1" >/dev/null
}

began=$(milliseconds)
run server 65532:65532 --memory 2g --volume "/var/lib/foyer" \
  --env FOYER_PORT=$pages --env FOYER_RTC_PORT=$media --env FOYER_LOOPS=2 --env FOYER_TURN_PORT=$turn \
  --env FOYER_ANNOUNCED_ADDRESS=127.0.0.1 --env "FOYER_CLIENT_ORIGIN=$site" --env FOYER_LOG_FORMAT=json
becomes_true 400 answers "http://127.0.0.1:$pages/readyz" || fail 'the server did not become ready.'
proved "the server is ready $(($(milliseconds) - began)) ms after Podman was asked for it"
server="foyer-check-server-$base"
[ "$(podman exec "$server" id -u)" = 65532 ] || fail 'the server runs as somebody else.'
if podman logs "$server" 2>&1 | grep -i '"level":"\(WARN\|ERROR\)"' | grep -iE 'aot|native|cipher|openssl'; then
  fail 'something of the image is not used: see above.'
fi
proved 'not root, a read-only system, no capabilities; the cache and the native libraries are used'
# A class that nothing needs before people meet.
podman exec "$server" grep -q foyer/sfu/router/OutgoingStream /app/server.aot || fail 'the cache knows no meeting.'
proved 'the cache knows a meeting'
podman exec "$server" /opt/java/bin/java @/app/java.args doctor --json >"$work/doctor.json" 2>"$work/doctor.log" || true
grep -q '"findings"\|"level"\|"severity"' "$work/doctor.json" || { cat "$work/doctor.log" >&2 && fail 'no doctor.'; }
proved 'the doctor looks at it from inside'

run caddy 1000:1000 --cap-add NET_BIND_SERVICE --memory 512m --volume /data --volume /config \
  --env FOYER_SITE=localhost --env "FOYER_TLS=tls internal" --env FOYER_HTTP_PORT=$http --env FOYER_HTTPS_PORT=$https \
  --env FOYER_UPSTREAM=127.0.0.1:$pages --env FOYER_CADDY_ADMIN=127.0.0.1:$admin
caddy="foyer-check-caddy-$base"
authority=/data/caddy/pki/authorities/local
# shellcheck disable=SC2329 # called until it is true
serves_pages() {
  podman cp "$caddy:$authority/." "$work/" 2>/dev/null && answers --cacert "$work/root.crt" "$site/healthz"
}
becomes_true 200 serves_pages || fail 'no page over HTTPS.'
proved 'HTTPS by Caddy in its container, with a certificate that is valid for the name'

[ -d "$root/client-web/node_modules" ] || "$root/foyer" build
node "$root/deploy/check/meeting.mjs" "$site" "$(key_hash "$work/intermediate.crt")"

began=$(milliseconds)
podman stop --time 20 "$server" >/dev/null
# A JVM that was asked to stop says 143, however well it ended.
[ "$(podman inspect --format '{{.State.ExitCode}}' "$server")" = 143 ] && podman logs "$server" 2>&1 | grep -q '"Stopped"' || fail 'the server did not end cleanly.'
proved "asked to stop, it ends cleanly after $(($(milliseconds) - began)) ms"
printf 'passed: images built, run and met through\n'
