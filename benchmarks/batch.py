"""A thousand agreements in one file: how long each takes beside one by itself, how much memory, how soon it is stopped."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

from benchmarks.measure import Figure, milliseconds
from benchmarks.memory import peak
from loanmanager.domain.papers import freeze
from loanmanager.i18n import Words
from loanmanager.operations import batches, paperwork
from loanmanager.operations.paperwork import Paper
from tests.office import add_client, add_device, lend, memory, prepared

MANY = 1_000
_STOPPED_AT = 20


def figures() -> Iterator[Figure]:
    """Draw them in a process of their own, whose memory is nobody else's."""
    one = milliseconds(lambda: paperwork.draw(_papers(1)[0]), 20)
    few, _ = _measured(50)
    seconds, grown = _measured(MANY)
    each = seconds * 1000 / MANY
    told = f"{seconds:.0f} s, {each:.0f} ms each, {one:.0f} ms alone"
    yield Figure("an agreement among 1,000, beside one alone", each / one, 1.3, "x", told)
    yield Figure("an agreement among 1,000, beside one of 50", each / (few * 1000 / 50), 1.3, "x", told)
    yield Figure("memory that 1,000 agreements take", grown, 120, "MB", "above that of ten")
    yield Figure("from Stop to the end of the drawing", _stopped(), 4 * one, "ms", "at the 20th of 1,000")


def _papers(count: int) -> tuple[Paper, ...]:
    """Return agreements for as many people, every other one in French."""
    store = memory()
    by = prepared(store)
    made = []
    for language in ("en", "fr"):
        client = add_client(store, by, "Nguyễn", "Zoë", language=language)
        lent = lend(store, by, client, add_device(store, by), add_device(store, by, "hotspot"))
        made.append(paperwork.paper(store, lent.result.paper_id))
    facts = [paperwork.facts_of(each) for each in made]
    return tuple(
        replace(made[n % 2], id=n, facts=freeze(replace(facts[n % 2], number=f"L-2026-{n:04}"))) for n in range(count)
    )


def _stopped() -> float:
    """Return the milliseconds from the moment of stopping to the end."""
    papers, at = _papers(MANY), [0.0]

    def told(number: int, _of: int) -> bool:
        at[0] = at[0] or (perf_counter() if number >= _STOPPED_AT - 1 else 0.0)
        return not number >= _STOPPED_AT

    try:
        batches.draw(papers, Words("en"), told=told)
    except batches.Stopped:
        return (perf_counter() - at[0]) * 1000
    raise AssertionError


def _measured(count: int) -> tuple[float, float]:
    """Return the seconds that some agreements take in a process of their own, and the megabytes that it grew by."""
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.batch", str(count)], capture_output=True, text=True, check=True
    )
    seconds, grown = run.stdout.split()
    return float(seconds), float(grown)


def _measure(count: int) -> None:
    """Draw agreements and print seconds and megabytes; the first ten load what all need."""
    papers, words = _papers(count), Words("en")
    batches.draw(papers[:10], words)
    before = peak()
    start = perf_counter()
    batches.draw(papers, words)
    print(perf_counter() - start, peak() - before)


if __name__ == "__main__":
    _measure(int(sys.argv[1]))
