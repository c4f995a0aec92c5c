#!/usr/bin/env bash
# Measures what `crossfade watch` costs, on the control plane, the Argo CD and the Gitea that the command of CROSSFADE_KIT starts
# (docs/applied.md). Prints each figure with its limit beside it, and fails where one is over.
#
# WatchCostBench: from what is true in the cluster to the next phase's branch, at each phase up to node-config, without soak time;
# then CPU and calls while the proposal waits, with agents and probe on the nodes.
# MassBench: the same cluster grows to NODES Linux nodes with a pod of each DaemonSet and PODS pods; start, what is used while
# nothing happens, looks and heap while RATE changes a second go through the API server, and reaction. What is not as it would be there:
# - nodes and pods are copies of the story's own, written into etcd as JSON: the API server reads and serves them as any other;
# - kwok, the cluster's double and the scheduler stand still by then, and so do the controllers that would miss kubelets' leases and
#   pods' owners; what agents measure is answered by the bench, 3,000 series each;
# - no node has moved yet, so there is no CiliumEndpoint: bench/look.sh times looks with 150,000 of them;
# - what is left of the cluster gives way to the watcher (nice 10): elsewhere it has the CPU that it requests, and API server and etcd
#   have cores of their own. For how long its threads had none all the same is printed;
# - the probe is left out: each of 5,000 instances of Goldpinger has something to say of each other one, which is 25 million answers.
#
# Usage: CROSSFADE_KIT=… bench/watch.sh [WatchCostBench|MassBench]   (both)
# NODES (5000), PODS (150000), RATE (100 a second), MINUTES of churn (60), IDLE minutes (5). Needs a JDK with jcmd, and about 12 GiB.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
: "${CROSSFADE_KIT:?names no command that starts a control plane}"
# Argo CD looks as often as it does by default: each of its looks is a change that the watcher looks at
export CROSSFADE_KIT ARGO_RESYNC="${ARGO_RESYNC:-120s}"
"$root/mvnw" -q -f "$root/pom.xml" -pl cluster-tests -am -Dquick ${MVN_ARGS:-} test \
  "-Dtest=${1:-WatchCostBench,MassBench}" -Dsurefire.failIfNoSpecifiedTests=false
