"""Gather what was made for a release: packages, the list of what is in each (CycloneDX), and the checksums of all."""

import hashlib
import os
import shutil
import sys
from importlib import metadata
from pathlib import Path

import version
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build"
RELEASE = BUILD / "release"


def contents(folder: Path) -> str:
    """Return the list of the libraries whose descriptions lie in a built program, as JSON."""
    program = Component(name="loanmanager", version=version.version(), type=ComponentType.APPLICATION)
    bom = Bom()
    bom.metadata.component = program
    for found in metadata.distributions(path=[str(folder / "_internal")]):
        name = found.metadata["Name"]
        where = PackageURL("pypi", name=name.lower().replace("_", "-"), version=found.version)
        bom.components.add(
            Component(name=name, version=found.version, purl=where, bom_ref=str(where), type=ComponentType.LIBRARY)
        )
    bom.register_dependency(program, bom.components)
    return str(JsonV1Dot6(bom).output_as_string(indent=1))


def main() -> int:
    """Gather the packages that are there, and tell what they are."""
    shutil.rmtree(RELEASE, ignore_errors=True)
    RELEASE.mkdir(parents=True)
    number = version.version()
    here = BUILD / "dist" / "loanmanager"
    made = {
        BUILD / f"loanmanager_{number}_amd64.deb": here,
        BUILD / f"Loan-Manager-{number}-setup.exe": here if os.name == "nt" else BUILD / "dist-windows" / "loanmanager",
    }
    for package, folder in made.items():
        if package.exists():
            shutil.copyfile(package, RELEASE / package.name)
            (RELEASE / f"{package.name}.cdx.json").write_text(contents(folder), "utf-8")
    files = sorted(RELEASE.iterdir())
    if not files:
        sys.exit("release: no package was made yet; see dev.py installer")
    for path in files:
        sums = f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        path.with_name(f"{path.name}.sha256").write_text(sums, "utf-8")
        print(sums, end="", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
