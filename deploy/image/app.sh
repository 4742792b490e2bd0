#!/usr/bin/env bash
# Lays out what the image runs in /app, where it has to be: app.sh JARS CLIENT RUNTIME [GENERATOR]
#
# lib/ and client/ as given; native/ with the libraries that would otherwise be unpacked into a folder for
# programs at each start, which a read-only system does not have; the cache that lets it start quickly;
# java.args, the whole command line. GENERATOR has the load generator's jars, which are not in the image: it
# plays the meeting that the cache is made with.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
jars=$1 client=$2 java=$3/bin/java generator=${4:-}
app=/app

case $(uname -m) in
  x86_64) netty=x86_64 jitsi=x86-64 other=aarch_64 ;;
  aarch64) netty=aarch_64 jitsi=aarch64 other=x86_64 ;;
  *) echo "app.sh: nothing native for $(uname -m)" >&2 && exit 1 ;;
esac

mkdir -p "$app/native"
cp -r -- "$jars" "$app/lib"
cp -r -- "$client" "$app/client"
rm -f -- "$app"/lib/netty-transport-native-epoll-*-linux-$other.jar
"$JAVA_HOME/bin/java" "$here/aot/PlainJars.java" "$app/lib"

unpacked=$(mktemp -d)
for jar in "$app"/lib/netty-transport-native-epoll-*.jar "$app"/lib/jitsi-srtp-*.jar; do
  (cd -- "$unpacked" && "$JAVA_HOME/bin/jar" --extract --file "$jar")
done
cp -- "$unpacked/META-INF/native/libnetty_transport_native_epoll_$netty.so" \
  "$unpacked/linux-$jitsi/libjitsisrtp_3.so" "$app/native/"
rm -rf -- "$unpacked"

"$here/aot/train.sh" "$java" "$app/lib" "$app/client" "$app/server.aot" "$generator"
# shellcheck source=deploy/aot/class-path.sh
. "$here/aot/class-path.sh"
set_class_path "$app/lib"
{
  cat -- "$here/jvm.args"
  printf '%s\n' "-Djava.library.path=$app/native" "-XX:AOTCache=$app/server.aot" \
    -cp "$class_path" foyer.signaling.app.Main
} >"$app/java.args"
