#!/usr/bin/env bash
# Times `crossfade generate` for many clusters in one repository, each as a whole process: slowest, median and mean.
# Fails where one takes longer than the limit. Build first: ./mvnw -q install -DskipTests.
# Needs bash, git, GNU time (/usr/bin/time). Usage: bench/fleet.sh [clusters=40] [seconds=2]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
clusters=${1:-40}
limit=${2:-2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for i in $(seq -w 1 "$clusters"); do
  folder=clusters/c$i
  mkdir -p "$work/$folder"
  cp -r "$root/examples/db-schenker/." "$work/$folder"
  rm -rf "$work/$folder/target" "$work/$folder/pom.xml"
  sed -i -E "s,name: prod #,name: c$i #,; s,prod-,c$i-,g; s,(network/|apps/calico|kafka/broker),$folder/\1,g" \
    "$work/$folder/crossfade.yaml"
  sed -i "s,    path: ,    path: $folder/," "$work/$folder"/apps/*.yaml
done
cd "$work"
git init -q -b main
git add -A
git -c user.name=bench -c user.email=bench@localhost commit -qm base

for i in $(seq -w 1 "$clusters"); do
  /usr/bin/time -f '%e %U %S %M' -o "$work/.time" \
    "$root/cli/target/crossfade" generate -f "clusters/c$i/crossfade.yaml" >/dev/null 2>"$work/.err" || cat "$work/.err" >&2
  tail -n 1 "$work/.time"
done | sort -n | awk -v limit="$limit" '
  { seconds[NR] = $1; sum += $1; cpu += $2 + $3; if ($4 > kib) kib = $4 }
  END {
    printf "%d clusters: slowest %.2f s, median %.2f s, mean %.2f s (%.2f s of CPU), %d MiB at most\n",
      NR, seconds[NR], seconds[int((NR + 1) / 2)], sum / NR, cpu / NR, kib / 1024
    exit seconds[NR] > limit
  }'
branches=$(git for-each-ref --format='%(refname)' 'refs/heads/crossfade/*/plan' | wc -l)
[ "$branches" -eq "$clusters" ] || { echo "only $branches plans were written" >&2; exit 1; }
