#!/usr/bin/env bash
# Times `crossfade propose` in a large repository whose branches lie on a local remote, each as a whole process: the first
# phase, and once more with nothing to do. Beside each stands what git takes to look for the marker in the same history.
# Fails beyond the limits. Build first: ./mvnw -q install -DskipTests.
# Needs bash, git, awk, GNU time (/usr/bin/time). Usage: bench/propose.sh [files=50000] [commits=10000] [seconds=3] [MiB=300]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
files=${1:-50000}
commits=${2:-10000}
seconds=${3:-3}
mebibytes=${4:-300}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

git init -q -b main "$work/repository"
cd "$work/repository"
# one commit with all files, then one line of one file a commit
awk -v files="$files" -v commits="$commits" '
  function commit(n) {
    printf "commit refs/heads/main\ncommitter Bench <bench@localhost> %d +0000\ndata 2\nc\n", 1700000000 + n
  }
  BEGIN {
    commit(0)
    for (i = 0; i < files; i++)
      printf "M 100644 inline teams/%d/apps/%d/manifest-%d.yaml\ndata <<END\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: c%d, namespace: n%d}\nEND\n\n", i % 50, i % 500, i, i, i % 50
    for (n = 1; n < commits; n++) {
      commit(n)
      printf "M 100644 inline teams/%d/notes.txt\ndata <<END\n%d\nEND\n\n", n % 50, n
    }
  }' | git fast-import --quiet
git checkout -q main
cp -r "$root/examples/db-schenker/." .
rm -rf target pom.xml
git add -A
git -c user.name=bench -c user.email=bench@localhost commit -qm "the cluster"
git gc -q
git clone -q --bare . "$work/origin.git"
git remote add origin "$work/origin.git"
git fetch -q

measure() {
  local name=$1
  shift
  /usr/bin/time -f '%e %M' -o "$work/time" "$@" >"$work/out" 2>&1 || { cat "$work/out" >&2; exit 1; }
  tail -n 1 "$work/time" >>"$work/$name"
}
marker=network/migration/manifests/configmap-crossfade.yaml
for run in 1 2 3; do
  measure git git log --first-parent -1 --format=%H main -- "$marker"
  measure first "$root/cli/target/crossfade" propose
  measure nothing "$root/cli/target/crossfade" propose
  git push -q origin :crossfade/prod/prepare
done
for name in first nothing; do
  sort -n "$work/git" | sed -n 2p >"$work/median"
  sort -n "$work/$name" | sed -n 2p | awk -v name="$name" -v git="$(cut -d' ' -f1 "$work/median")" -v limit="$seconds" -v most="$mebibytes" '
    {
      printf "propose, %s: %.2f s, %d MiB; git log of the marker %.2f s, ratio %.1f\n", name, $1, $2 / 1024, git, $1 / (git > 0 ? git : 0.01)
      exit $1 > limit || $2 / 1024 > most
    }'
done
