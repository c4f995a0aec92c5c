#!/usr/bin/env bash
# Times what a watcher thinks, with no server and no network. Prints milliseconds, and fails nowhere.
#
# LookBench: each rule of some phases for 5,000 nodes and 150,000 pods, once after one pod changed, once after one CiliumEndpoint did and once where nothing did.
# TurnBench: a whole turn while people are waited for, with a repository and a forge of the same process, which costs some of it, too.
#
# Usage: NODES=5000 PODS=150000 ROUNDS=20 PHASES=first-nodes,finalize-cilium bench/look.sh [LookBench|TurnBench]   (both)
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/mvnw" -q -f "$root/pom.xml" -pl assembly,forge-tests -am -Dquick ${MVN_ARGS:-} test \
  "-Dtest=${1:-LookBench,TurnBench}" -Dsurefire.failIfNoSpecifiedTests=false
