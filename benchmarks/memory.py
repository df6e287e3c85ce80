"""The most memory that a process had."""

from pathlib import Path


def peak() -> float:
    """Return the most that this program ever had, in megabytes; 0 where the system does not tell.

    `getrusage` tells what whoever started it had, where that was more: a system's memory of a process outlives its program.
    """
    try:
        with Path("/proc/self/status").open(encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1024
    except OSError:  # macOS, Windows
        return 0.0
