"""Every nasty file to everything that reads files, in a process that may not take much memory: one line for each.

Run by tests/test_bounded.py: `python -m tests.bounded MEGABYTES`.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from loanmanager.documents import logos as logo_pictures
from loanmanager.domain import logos
from loanmanager.domain.incidents import media_of
from loanmanager.domain.scans import media_of_scan
from loanmanager.exchange.fields import Kind
from loanmanager.operations import importing, templating
from tests import hostile

TODAY = date(2026, 11, 23)


def logo(data: bytes) -> object:
    logos.check("x", data)
    return logo_pictures.plain(data, logos.LOGO_PIXELS)


READERS: dict[str, Callable[[bytes], object]] = {
    "logo": logo,
    "photo": lambda data: media_of("x", data),
    "scan": lambda data: media_of_scan("x", data),
    "devices": lambda data: importing.read(data, Kind.DEVICES, today=TODAY),
    "clients": lambda data: importing.read(data, Kind.CLIENTS, today=TODAY),
    "wording": templating.read_file,
}


def files() -> Iterator[tuple[str, bytes]]:
    yield from hostile.pictures().items()
    yield from hostile.active_pdfs().items()
    yield from hostile.other_pdfs().items()
    yield from hostile.sheets().items()
    megabytes = 6 * hostile.MEGABYTE
    for called, piece in {
        "much of nothing": b"\0",
        "many lines": b"\n",
        "many commas": b",",
        "many quotation marks": b'"',
        "many rows": b"LT-1,Laptop,T480\r\n",
        "many brackets": b"[",
        "much of nothing known": b"\xff\xfe\x80\x00",
        "many formulas": b"=1+1,",
    }.items():
        yield called, b"Tag,Type,Model\r\n" + piece * (megabytes // len(piece))


def seen(reader: Callable[[bytes], Any], data: bytes) -> str:
    try:
        reader(data)
    except Exception as error:  # noqa: BLE001 (which one it is is what is told)
        return type(error).__name__
    return "read"


def main(megabytes: int) -> None:
    made = list(files())
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * hostile.MEGABYTE,) * 2)
    for called, data in made:
        for name, reader in READERS.items():
            begun = time.process_time()
            result = seen(reader, data)
            told = json.dumps([called, name, result, round(time.process_time() - begun, 2)])
            sys.stdout.write(f"{told}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
