#!/usr/bin/env python3
"""Writes upstream's own files of some releases of Calico, from a clone of projectcalico/calico with its tags.

    calico-files.py CLONE FOLDER       FOLDER is ../shared/calico, where UpstreamEditsTest and UpstreamCalicoTest look

They are input of tests as a customer would keep them, and too large to keep here: without them the tests are skipped by name.
"""
import pathlib
import subprocess
import sys

RELEASES = ["v3.25.0", "v3.28.0", "v3.30.0", "v3.32.0"]

FILES = {
    "calico": "manifests/calico.yaml",
    "calico-typha": "manifests/calico-typha.yaml",
    "calico-vxlan": "manifests/calico-vxlan.yaml",
    "canal": "manifests/canal.yaml",
    "tigera-operator": "manifests/tigera-operator.yaml",
    "custom-resources": "manifests/custom-resources.yaml",
    "tigera-operator-values": "charts/tigera-operator/values.yaml",
}

clone, folder = sys.argv[1], pathlib.Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
for release in RELEASES:
    for name, path in FILES.items():
        text = subprocess.run(["git", "-C", clone, "show", f"{release}:{path}"], check=True, capture_output=True).stdout
        (folder / f"{name}-{release}.yaml").write_bytes(text)
