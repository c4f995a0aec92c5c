#!/usr/bin/env bash
# Looks at a cluster of 5,000 nodes and 150,000 pods that is made up as it is asked for, by asking and by watching; prints seconds
# and what lives on the heap. First argument: the heap, 512m by default.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"; kill "$server" 2>/dev/null || true' EXIT
"$root/mvnw" -q -f "$root/pom.xml" -pl argo -am -Dquick ${MVN_ARGS:-} test-compile dependency:build-classpath -Dmdep.outputFile="$work/path" -Dmdep.includeScope=test >&2
path="$root/argo/target/classes:$root/argo/target/test-classes:$root/core/target/classes:$(cat "$work/path")"
mkfifo "$work/in"
java -Xmx2g -cp "$path" dev.crossfade.argo.bench.ManyPods "${NODES:-5000}" "${PODS:-150000}" < "$work/in" > "$work/address" &
server=$!
exec 3> "$work/in"
until [ -s "$work/address" ]; do sleep 0.1; done
for how in ask watch; do
  java "-Xmx${1:-512m}" -cp "$path" dev.crossfade.argo.bench.LookAtMany "$(cat "$work/address")" "$how"
done
