"""Hold each room's coverage against the figure in pyproject.toml that it must reach: `coverage_gates.py REPORT.json`."""

import json
import math
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def rooms(report: Mapping[str, Any]) -> dict[str, float]:
    """Add up the per cent of lines and branches in each room; one without a statement is left out."""
    hit: dict[str, int] = {}
    total: dict[str, int] = {}
    for name, file in report["files"].items():
        room, summary = Path(name.replace("\\", "/")).parts[1], file["summary"]
        hit[room] = hit.get(room, 0) + summary["covered_lines"] + summary.get("covered_branches", 0)
        total[room] = total.get(room, 0) + summary["num_statements"] + summary.get("num_branches", 0)
    return {room: 100 * hit[room] / count for room, count in total.items() if count}


def line(room: str, found: float | None, gate: float) -> str:
    """Word one room's result; a room far above its gate is told to raise it."""
    if found is None:
        return f"{room:11} no code yet"
    shown = f"{room:11} {math.floor(found * 10) / 10:5.1f} % of at least {gate} %"
    if found < gate:
        return f"{shown}: TOO LOW"
    return f"{shown}: raise it in pyproject.toml" if gate < 95 and found >= gate + 1 else shown


def main(path: Path) -> int:
    """Print every gated room; return 1 where one is too low or nothing was measured."""
    if not path.exists():
        sys.exit("nothing was measured")
    gates = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["loanmanager"]["coverage"]
    found = rooms(json.loads(path.read_text("utf-8")))
    for room, gate in gates.items():
        print("  ", line(room, found.get(room), gate))  # noqa: T201
    return int(any(found.get(room, gate) < gate for room, gate in gates.items()))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
