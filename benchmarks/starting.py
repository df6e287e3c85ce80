"""Start-up: from the start of the process to the window shown, and to the desk filled, beside a bare window with a table."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.measure import Figure

BARE = """
from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem
app = QApplication([])
table = QTableWidget(30, 6)
for row in range(30):
    for column in range(6):
        table.setItem(row, column, QTableWidgetItem(f"{row} {column}"))
table.resize(1366, 768)
table.show()
app.processEvents()
print("shown", flush=True)
from benchmarks.memory import peak
print("memory", peak(), flush=True)
"""
OURS = """
import os
import sys
from PySide6.QtCore import QTimer
from pathlib import Path
from loanmanager import app
qt = app.application()
office = app.make_office(Path(sys.argv[1]), "en")
furnish = app.furnish
def seen(*given):
    print("shown", flush=True)
    furnish(*given)
app.furnish = seen
window = app.appear(office)
looking = QTimer()
def look():
    if window.centralWidget() and hasattr(office, "view") and office.tasks.is_idle:
        looking.stop()
        qt.processEvents()
        print("filled", flush=True)
        from benchmarks.memory import peak
        print("memory", peak(), flush=True)
        os._exit(0)
looking.timeout.connect(look)
looking.start(2)
qt.exec()
"""


def figures() -> Iterator[Figure]:
    """Measure with the demo office; each process is started alternately, and the median counts."""
    with tempfile.TemporaryDirectory() as made:
        data = Path(made) / "demo"
        subprocess.run(
            [sys.executable, "-m", "loanmanager", "--data", str(data), "demo"], check=True, stdout=subprocess.DEVNULL
        )
        cache = Path(made) / "compiled"  # as an installed program is; this run may be told to leave nothing behind
        _moments(cache, OURS, str(data))
        pairs = [(_moments(cache, BARE), _moments(cache, OURS, str(data))) for _ in range(9)]
    bare, ours = [[each[at] for each in pairs] for at in (0, 1)]
    plain, shown, filled = _typical(bare, "shown"), _typical(ours, "shown"), _typical(ours, "filled")
    yield Figure("process start to the window shown", shown / plain, 1.3, "x", f"{shown:.0f} ms, bare {plain:.0f} ms")
    yield Figure("process start to the desk filled", filled / plain, 2, "x", f"{filled:.0f} ms")
    memory, least = _typical(ours, "memory"), _typical(bare, "memory")
    yield Figure(
        "memory of the window", memory / least if least else 0, 1.6, "x", f"{memory:.0f} MB, bare {least:.0f} MB"
    )


def _typical(runs: list[dict[str, float]], what: str) -> float:
    return median(run[what] for run in runs)


def _moments(cache: Path, script: str, *arguments: str) -> dict[str, float]:
    """Run a script and return when it said each word, in milliseconds since its process was started, and its memory in MB."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**kept, "PYTHONPYCACHEPREFIX": str(cache)},
    ) as process:
        assert process.stdout is not None
        found = {}
        for line in process.stdout:
            what, *figure = line.split()
            found[what] = float(figure[0]) if figure else (perf_counter() - start) * 1000
        return found
