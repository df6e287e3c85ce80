"""Measure every budget and say which is kept. Exit status 1 when one is not."""

import sys

from benchmarks import batch, checking_out, papers, sheets, starting, window


def main() -> int:
    """Measure and print one line for each budget."""
    kept = True
    for room in (starting, checking_out, papers, batch, sheets, window):
        for figure in room.figures():
            print(figure, flush=True)
            kept = kept and figure.kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
