#!/usr/bin/env bash
# Measures what `crossfade watch` costs, on the control plane, the Argo CD and the Gitea that the command of CROSSFADE_KIT starts
# (docs/applied.md). Prints each figure with its limit, and fails where one is over.
# Usage: CROSSFADE_KIT=… bench/watch.sh; IDLE is for how many minutes it watches an idle watcher (5).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
: "${CROSSFADE_KIT:?names no command that starts a control plane}"
"$root/mvnw" -q -f "$root/pom.xml" -pl cluster-tests -am -Dquick ${MVN_ARGS:-} test -Dtest="${BENCH:-WatchCostBench}" -Dsurefire.failIfNoSpecifiedTests=false
