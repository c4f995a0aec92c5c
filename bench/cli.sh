#!/usr/bin/env bash
# Times the command line as whole processes: five runs each, median, and as a ratio to `java -version` in the same run.
# Build first: ./mvnw -q install -DskipTests. Needs bash, git, GNU time (/usr/bin/time).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$root/examples/db-schenker/." "$work"
rm -rf "$work/target" "$work/pom.xml"
cd "$work"
git init -q -b main
git add -A
git -c user.name=bench -c user.email=bench@localhost commit -qm base

median() { # seconds and KiB of five runs of a command
  for _ in 1 2 3 4 5; do
    git update-ref -d refs/heads/crossfade/prod/plan
    /usr/bin/time -f '%e %M' -o "$work/.time" "$@" >/dev/null 2>&1
    cat "$work/.time"
  done | sort -n | sed -n 3p
}

read -r java _ < <(median java -version)
for command in "--version" "plan" "generate"; do
  read -r seconds kib < <(median "$root/cli/target/crossfade" $command)
  awk -v c="crossfade $command" -v s="$seconds" -v k="$kib" -v j="$java" \
    'BEGIN { printf "%-22s %.2f s  %4d MiB  %4.1f x java -version (%.2f s)\n", c, s, k / 1024, s / (j > 0 ? j : 0.01), j }'
done
