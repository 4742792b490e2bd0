#!/usr/bin/env bash
# Makes a Java runtime of what the server needs, by the JDK in JAVA_HOME: runtime.sh FOLDER
set -euo pipefail

modules=(
  java.base
  java.logging    # jul-to-slf4j, Netty
  java.management # metrics of the JVM
  java.naming     # Logback
  java.xml        # Logback's configuration
  jdk.jfr         # recordings of a running server: jcmd is not here, -XX:StartFlightRecording is
  jdk.management  # metrics of the processor and of collections
  jdk.unsupported # Netty: sun.misc.Unsafe
)
(IFS=, && "$JAVA_HOME/bin/jlink" --add-modules "${modules[*]}" --strip-java-debug-attributes \
  --no-header-files --no-man-pages --compress zip-6 --output "$1")
# Five megabytes of names that no other library asks for. Who has no binutils keeps them.
if command -v objcopy >/dev/null; then objcopy --strip-unneeded "$1/lib/server/libjvm.so"; fi
