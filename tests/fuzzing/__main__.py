"""A fuzz run of what reads other people's files, guided by coverage: `python3 dev.py fuzz [seconds]`.

libFuzzer changes the files of `target.seeds` and keeps each change that reaches code which none before it reached.
Whatever raises anything but the typed error of its reader, or takes longer than `SLOW` seconds, is a crash: its file is
kept in build/fuzz/crashes, and `dev.py fuzz FILE` runs it again. Each one that is mended becomes a test.
"""

import sys
from pathlib import Path

KEPT = Path(__file__).resolve().parents[2] / "build" / "fuzz"
SECONDS = 900
SLOW = 10
MOST_MEMORY = 2048  # megabytes


def again(crashes: list[Path]) -> int:
    """Run the files of crashes once more."""
    from tests.fuzzing.target import Target

    target = Target()
    for each in crashes:
        target(each.read_bytes())
    return 0


def fuzz(seconds: int) -> int:
    """Fuzz for so many seconds; libFuzzer ends the program by itself."""
    import atheris

    with atheris.instrument_imports(include=["loanmanager", "tomllib", "csv"]):
        from tests.fuzzing.target import LONGEST, Target, seeds
    corpus, crashes = KEPT / "corpus", KEPT / "crashes"
    for folder in (corpus, crashes):
        folder.mkdir(parents=True, exist_ok=True)
    for at, seed in enumerate(seeds()):
        (corpus / f"seed-{at:04}").write_bytes(seed)
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={SLOW}", f"-artifact_prefix={crashes}/"]
    atheris.Setup(
        [sys.argv[0], *options, f"-rss_limit_mb={MOST_MEMORY}", "-print_final_stats=1", str(corpus)], Target()
    )
    atheris.Fuzz()
    return 0


def main(arguments: list[str]) -> int:
    """Fuzz for so many seconds, or run the files of crashes again."""
    crashes = [Path(each) for each in arguments if not each.isdecimal()]
    return again(crashes) if crashes else fuzz(next(map(int, arguments), SECONDS))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
