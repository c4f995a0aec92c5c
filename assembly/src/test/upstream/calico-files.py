#!/usr/bin/env python3
"""Writes upstream's own files of some releases of Calico, from a clone of projectcalico/calico with its tags.

    calico-files.py CLONE FOLDER       FOLDER is ../shared/calico, where UpstreamEditsTest, UpstreamCalicoTest and
                                       WorldJourneyTest look

They are input of tests as a customer would keep them, and too large to keep here: without them the tests are skipped by name.
"""
import io
import pathlib
import re
import subprocess
import sys
import tarfile

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

# The operator's chart as it is published: its version is given when it is packed, and its CRDs of Calico are a link.
CHART, CHART_RELEASE, CRDS = "charts/tigera-operator", "v3.30.0", "libcalico-go/config/crd"


def git(*command):
    return subprocess.run(["git", "-C", clone, *command], check=True, capture_output=True).stdout


def chart():
    tree = git("ls-tree", "-r", CHART_RELEASE, CHART + "/", CRDS + "/").decode().splitlines()
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for line in tree:
            about, path = line.split("\t")
            if about.startswith("120000"):
                continue
            text = git("show", f"{CHART_RELEASE}:{path}")
            if path == f"{CHART}/Chart.yaml":
                text = re.sub(rb"(?m)^version: .*", b"version: " + CHART_RELEASE.encode(), text)
            name = path.replace(CHART, "tigera-operator").replace(CRDS, "tigera-operator/crds/calico")
            file = tarfile.TarInfo(name)
            file.size = len(text)
            archive.addfile(file, io.BytesIO(text))
    return packed.getvalue()


clone, folder = sys.argv[1], pathlib.Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)
for release in RELEASES:
    for name, path in FILES.items():
        (folder / f"{name}-{release}.yaml").write_bytes(git("show", f"{release}:{path}"))
(folder / f"tigera-operator-{CHART_RELEASE}.tgz").write_bytes(chart())
