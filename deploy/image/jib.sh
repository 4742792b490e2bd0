#!/usr/bin/env bash
# Makes the server's image by Jib, without Docker or anything like it: jib.sh [BASE]
#
# BASE is the image to build on, as Jib names them: a name in a registry, or tar:///a/file.tar. The image is
# written to signaling/target/jib-image.tar, for `docker load`, `podman load` or `skopeo copy`. Jib runs nothing
# in the image, so there is no ahead-of-time cache in this one: it starts more slowly than the Dockerfile's. Its
# libraries are unpacked at the start: with a read-only system it needs a /tmp that programs may be run from.
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
readonly base=${1:-gcr.io/distroless/base-debian13:debug-nonroot}
readonly stage="$root/target/jib"
readonly jib=com.google.cloud.tools:jib-maven-plugin:3.5.1
: "${JAVA_HOME:?set JAVA_HOME to a JDK 25}"

"$root/foyer" build
rm -rf -- "$stage"
mkdir -p -- "$stage/opt" "$stage/app" "$stage/var/lib/foyer"
"$root/deploy/image/runtime.sh" "$stage/opt/java"
cp -r -- "$root/client-web/dist" "$stage/app/client"
cp -- "$root/deploy/jvm.args" "$stage/app/"

cd -- "$root"
mvn --batch-mode --no-transfer-progress -Dmaven.test.skip=true -Dspotless.check.skip=true \
  --projects signaling --also-make package "$jib:buildTar" \
  -Djib.containerize=foyer:signaling \
  -Djib.from.image="$base" -Djib.to.image=foyer-server \
  -Djib.container.entrypoint='/opt/java/bin/java,@/app/jvm.args,-cp,/app/resources:/app/classes:/app/libs/*,foyer.signaling.app.Main' \
  -Djib.container.environment=FOYER_CLIENT_DIR=/app/client,MALLOC_ARENA_MAX=2 \
  -Djib.container.user=65532:65532 -Djib.container.workingDirectory=/var/lib/foyer \
  -Djib.container.ports=3000/tcp,40000/udp,40000/tcp \
  -Djib.extraDirectories.paths="$stage" \
  -Djib.extraDirectories.permissions=/opt/java/bin/java=755,/opt/java/lib/jspawnhelper=755,/var/lib/foyer=777
