"""What a fuzz run tries, and what it begins with. Everything is imported at the top, where it is watched."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import loanmanager.sentences.refusals
from loanmanager import paths
from loanmanager.documents import wording
from loanmanager.documents.text.clean import clean
from loanmanager.domain.refusals import Refused
from loanmanager.exchange.errors import SheetError
from loanmanager.exchange.fields import Kind
from loanmanager.exchange.formulas import defuse, revive
from loanmanager.exchange.presets import PRESETS
from loanmanager.i18n import Words
from loanmanager.operations import importing, templating
from loanmanager.sentences import of_refusals
from loanmanager.storage import key_slots, recovery, search
from loanmanager.storage.errors import StoreError, WrongWords
from loanmanager.storage.search import desk
from loanmanager.trouble import of_trouble
from tests import hostile
from tests.exchange import files
from tests.office import KEY, memory, prepared

assert loanmanager.sentences.refusals.REFUSALS, "loaded here, so that it is watched too"

TODAY = date(2026, 11, 23)
LONGEST = 6000
"""Bytes of one file: a longer one finds nothing that this does not, and takes its time."""

LONGEST_SENTENCE = 1000

_PRESETS = sorted(PRESETS)
_SLOT = key_slots.Slot("AAAAAAAAAAAAAAAAAAAAAA==", 64, 1, 1, key_slots.Sealed("AAAA", "AAAA"))


def seeds() -> Iterator[bytes]:
    """Yield what the run begins with: a letter that names the reader, then a file for it."""
    sheets = [files.SNIPE_SAMPLE.encode(), files.SNIPE_USERS.encode(), *hostile.sheets().values()]
    sheets += [
        files.snipe_french(sign).encode(encoding, "replace")
        for sign in ",;\t"
        for encoding in ("utf-8", "cp1252", "utf-16")
    ]
    for sheet in sheets:
        yield from (reader + sheet[:LONGEST] for reader in (b"d", b"c", b"p\0"))
    for at, preset in enumerate(_PRESETS):
        headers = [names[0] for names in PRESETS[preset].feeds.values() if names]
        yield b"p" + bytes([at]) + ",".join(headers).encode() + b"\n" + b"x," * len(headers) + b"\n"
    shipped = (paths.resources() / "agreements" / "loan.toml").read_bytes()
    yield from (b"w" + each for each in (hostile.WORDING, shipped[-LONGEST:], shipped[shipped.index(b"[[clause]]") :]))
    yield from (b"k" + " ".join(recovery.words_of(KEY, language)).encode() for language in recovery.LISTS)
    with TemporaryDirectory() as folder:
        key_slots.save(Path(folder), [replace(key_slots.new_lock(KEY, former=[KEY]), passphrase=_SLOT)])
        yield b"j" + (Path(folder) / key_slots.FILE).read_bytes()
    for text in hostile.TEXTS.values():
        yield b"k" + text[:300].encode("utf-8", "replace")
        yield b"w" + hostile.WORDING.replace(b"x", text[:200].encode("utf-8", "replace"))
        yield b"t" + text[:2000].encode("utf-8", "surrogatepass")


class Target:
    """One step of the run: a file, told by its first letter which reader takes it."""

    def __init__(self) -> None:
        self.store = memory()
        self.by = prepared(self.store)
        self.readers: dict[bytes, Callable[[bytes], Any]] = {
            b"d": lambda data: self.sheet(data, Kind.DEVICES),
            b"c": lambda data: self.sheet(data, Kind.CLIENTS),
            b"p": self.preset,
            b"w": self.wording,
            b"t": self.text,
            b"k": self.recovery_words,
            b"j": self.sidecar,
        }

    def __call__(self, data: bytes) -> None:
        """Read a file; raise what its reader should not have raised."""
        reader = self.readers.get(data[:1])
        if reader:
            reader(data[1:])

    def preset(self, data: bytes) -> None:
        """Read a sheet by the preset that its first byte names."""
        if data:
            name = _PRESETS[data[0] % len(_PRESETS)]
            self.sheet(data[1:], PRESETS[name].kind, name)

    def sheet(self, data: bytes, kind: Kind, preset: str | None = None) -> None:
        """Read a sheet and try out its import."""
        try:
            reading = importing.read(data, kind, today=TODAY, preset=preset)
        except SheetError:
            return
        if not reading.records:
            return
        try:
            importing.import_sheet(self.store, importing.Import(reading, dry_run=True), self.by)
        except StoreError:
            pass
        except Refused as error:
            said(error)

    def wording(self, data: bytes) -> None:
        """Read a wording; one that is taken is written as it was read."""
        try:
            template = templating.read_file(data)
        except Refused as error:
            said(error)
        else:
            assert wording.load(wording.written(template)) == template

    def recovery_words(self, data: bytes) -> None:
        """Read what was typed from a recovery sheet; what is wrong with it fits in a sentence."""
        sentence = ""
        try:
            recovery.key_of(data.decode("utf-8", "replace"))
        except WrongWords as error:
            sentence = of_trouble(error, Words("en"))
        assert len(sentence) < LONGEST_SENTENCE

    def sidecar(self, data: bytes) -> None:
        """Read how a key is found; whatever it says, nothing breaks, and no key comes of it."""
        with TemporaryDirectory() as folder:
            (Path(folder) / key_slots.FILE).write_bytes(data)
            found = key_slots.load(Path(folder))
        for lock in found:
            assert key_slots.former_keys(lock, KEY) in {(), (KEY,)}

    def text(self, data: bytes) -> None:
        """Look for a text, write it in a sheet and on a paper."""
        try:
            text = data.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return
        assert revive(defuse(text)) == text
        assert clean(clean(text)) == clean(text)
        clean(text).encode()
        desk.find(self.store, text, TODAY)
        desk.matches(self.store, text, TODAY)
        search.client_rows(self.store, today=TODAY, text=text)


def said(error: Refused) -> None:
    """See that what was refused is a sentence."""
    assert of_refusals(error.reasons, Words("en")).strip()
