#!/usr/bin/env bash
# Times what a watcher thinks of 5,000 nodes and 150,000 pods, with no server and no network: each rule of some phases, once after one
# pod changed and once where nothing did. Fails nowhere; prints milliseconds.
#
# Usage: NODES=5000 PODS=150000 ROUNDS=20 PHASES=first-nodes,finalize-cilium bench/look.sh
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
"$root/mvnw" -q -f "$root/pom.xml" -pl assembly -am -Dquick ${MVN_ARGS:-} test -Dtest=LookBench -Dsurefire.failIfNoSpecifiedTests=false
