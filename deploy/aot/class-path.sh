# shellcheck shell=bash
# Sets class_path to the jars of the folder $1 in a fixed order: the JVM refuses its cache for another one.
set_class_path() {
  local LC_ALL=C
  local jars=("$1"/*.jar) IFS=:
  # shellcheck disable=SC2034 # for the script that reads this file
  class_path="${jars[*]}"
}
