#!/usr/bin/env python3
"""Writes which objects each release of Calico creates, from a clone of projectcalico/calico with its tags.

    calico-names.py CLONE FOLDER       one file calico-<release>.txt for each release line in FOLDER

An object is a line: apiVersion, kind, namespace/name or name, a colon, and the files of upstream that hold it in some patch release
of the line. Only names are taken. Charts are not rendered: a template counts as one object a document, whatever its conditions
say; {{.Release.Namespace}} is tigera-operator, the one that upstream's guide installs into. Names that are values
(pull secrets) are left out, and so are the entries of FILES that a release lacks. UpstreamNamesTest reads the lists.
"""
import posixpath
import re
import subprocess
import sys

RELEASES = ["3.25", "3.26", "3.27", "3.28", "3.29", "3.30", "3.31", "3.32"]

# What upstream's guides apply for a cluster with its datastore in the Kubernetes API; a name that ends in / is a folder.
FILES = {
    "calico": "manifests/calico.yaml",
    "calico-typha": "manifests/calico-typha.yaml",
    "calico-vxlan": "manifests/calico-vxlan.yaml",
    "calico-v3-crds": "manifests/calico-v3-crds.yaml",
    "canal": "manifests/canal.yaml",
    "apiserver": "manifests/apiserver.yaml",
    "csi-driver": "manifests/csi-driver.yaml",
    "crds": "manifests/crds.yaml",
    "tigera-operator": "manifests/tigera-operator.yaml",
    "custom-resources": "manifests/custom-resources.yaml",
    "operator-crds": "manifests/operator-crds.yaml",
    "v1-crds": "manifests/v1_crd_projectcalico_org.yaml",
    "v3-crds": "manifests/v3_projectcalico_org.yaml",
    "chart": "charts/tigera-operator/templates/",
    "chart-crds": "charts/tigera-operator/crds/",
    "chart-v1-crds": "charts/crd.projectcalico.org.v1/",
    "chart-v3-crds": "charts/projectcalico.org.v3/",
}


def git(clone, *arguments):
    return subprocess.run(["git", "-C", clone, *arguments], check=True, capture_output=True, text=True).stdout


def texts(clone, tag, path):
    """The YAML files at a path of a tag, or below it; links to files and folders are followed."""
    for line in git(clone, "ls-tree", "-r", tag, "--", path).splitlines():
        mode, _, rest = line.split(" ", 2)
        name = rest.split("\t", 1)[1]
        if mode == "120000":
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), git(clone, "show", f"{tag}:{name}").strip()))
            yield from texts(clone, tag, target)
        elif name.endswith((".yaml", ".yml")) and not name.endswith(("/values.yaml", "/Chart.yaml")):
            yield git(clone, "show", f"{tag}:{name}")


def objects(text):
    """apiVersion, kind and name of each document, read from the lines that say them."""
    text = re.sub(r"\{\{-?\s*\.Release\.Namespace\s*-?\}\}", "tigera-operator", text)
    for document in re.split(r"(?m)^---.*$", text):
        kind = re.search(r"(?m)^kind:\s*(\S+)", document)
        api = re.search(r"(?m)^apiVersion:\s*(\S+)", document)
        metadata = re.search(r"(?m)^metadata:\s*\n((?:[ ]+.*\n|\s*#.*\n|\s*\n|\{\{.*\n)*)", document + "\n")
        if not (kind and metadata):
            continue
        name = re.search(r"(?m)^  name:\s*(.+?)\s*$", metadata.group(1))
        namespace = re.search(r"(?m)^  namespace:\s*(.+?)\s*$", metadata.group(1))
        name, namespace = (found.group(1).strip("\"'") if found else "" for found in (name, namespace))
        if not name or "{{" in name:
            print(f"left out: {kind.group(1)} {name}", file=sys.stderr)
            continue
        yield f"{api.group(1).strip(chr(34))} {kind.group(1)} {namespace + '/' if namespace else ''}{name}"


def main(clone, folder):
    tags = git(clone, "tag").split()
    for release in RELEASES:
        patches = sorted((tag for tag in tags if re.fullmatch(rf"v{re.escape(release)}\.\d+", tag)),
                         key=lambda tag: int(tag.rsplit(".", 1)[1]))
        found = {}
        for tag in patches:
            for name, path in FILES.items():
                for text in texts(clone, tag, path):
                    for each in objects(text):
                        found.setdefault(each, {}).setdefault(name, []).append(tag)
        with open(f"{folder}/calico-{release}.txt", "w", encoding="utf-8") as out:
            print(f"# projectcalico/calico {patches[0]} to {patches[-1]}, by calico-names.py", file=out)
            for each in sorted(found):
                some = {name: seen for name, seen in found[each].items() if set(seen) != set(patches)}
                if some:
                    print(f"{release} {each}: {some}", file=sys.stderr)
                print(f"{each} : {' '.join(found[each])}", file=out)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
