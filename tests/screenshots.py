"""Take the pictures of the guide on the demo office: `python -m tests.screenshots [FOLDER]`.

Each language of the guide gets its own, in `docs/guide/*/pictures`. A folder gets each page in English and French, light and
dark, at 100 % and at 150 %.
"""

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel

from loanmanager import app
from loanmanager.i18n import LANGUAGES
from loanmanager.paths import resources

GUIDE = Path(__file__).parent.parent / "docs" / "guide"
_COLOURS = 128  # of a picture in the guide: no eye sees the difference, and the program stays small
_FIRST_STEPS = ("rules",)
_PLACE = r"C:\Users\Ana\AppData\Local\Loan Manager"
_PARTS = (
    ("follow_up", "overdue", "follow-up"),
    ("settings", "staff", "staff"),
    ("settings", "protection", "protection"),
    ("settings", "data", "backups"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pictures show: somebody who is late, what they have, its papers, and what is on the shelf."""

    late_tag: str
    late_device: int
    late_client: int
    late_loan: int
    agreement: int
    shelf: tuple[str, ...]
    borrower: str


def main(folder: Path | None) -> int:
    """Make a demo office, open the window on it and keep pictures."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app.application()
    QFontDatabase.addApplicationFont(str(resources() / "fonts" / "DroidSansFallback.ttf"))  # where the system has none
    with tempfile.TemporaryDirectory() as made:
        shown = _fill(Path(made) / "demo")
        for language in LANGUAGES:
            _take_all(Path(made), shown, GUIDE / language / "pictures", only=_FIRST_STEPS, language=language)
            _lighten(GUIDE / language / "pictures")
        if folder is not None:
            for language, theme, text_size in product(LANGUAGES, ("light", "dark"), (100, 150)):
                kept = folder / f"{language}-{theme}-{text_size}"
                _take_all(Path(made), shown, kept, language=language, theme=theme, text_size=text_size)
    return 0


def _take_all(made: Path, shown: Shown, folder: Path, *, only: tuple[str, ...] = (), **preferences: object) -> None:
    """Take every picture in one language and look."""
    folder.mkdir(parents=True, exist_ok=True)
    _take(made / "demo", shown, folder, **preferences)
    with tempfile.TemporaryDirectory(dir=made) as other:
        _sign_in(made / "demo", Path(other) / "pins", folder, **preferences)
        _set_up(Path(other) / "new", folder, only=only, **preferences)
    print(folder)


def _lighten(folder: Path) -> None:
    """Keep few colours in each picture."""
    for path in folder.glob("*.png"):
        with Image.open(path) as picture:
            few = picture.convert("RGB").quantize(_COLOURS)
        few.save(path, optimize=True)


def _fill(data: Path) -> Shown:
    """Make the demo office, as it stands on the day of the journey, and choose what to show."""
    from loanmanager.domain.devices import DeviceStatus
    from loanmanager.operations.demo import make_demo
    from loanmanager.storage import search
    from tests.office import in_folder

    store, by = in_folder(data)
    make_demo(store, by)
    late = search.loan_rows(store, today=by.today, only="overdue")[0]
    free = search.device_rows(store, today=by.today, status=DeviceStatus.AVAILABLE, type_id=1)
    shown = Shown(
        late_tag=late.tags[0],
        late_device=next(row.id for row in search.device_rows(store, today=by.today) if row.tag == late.tags[0]),
        late_client=late.client_id,
        late_loan=late.id,
        agreement=search.papers_of(store, late.id)[0].id,
        shelf=tuple(device.tag for device in free[:2]),
        borrower=next(row.file_number for row in search.client_rows(store, today=by.today) if not row.blocked),
    )
    store.close()
    return shown


def _take(data: Path, shown: Shown, folder: Path, **preferences: object) -> None:
    """Visit each page with something shown, and keep a picture of each."""
    from tests.journey import Person

    person = Person(data, **preferences)
    person.picture(folder / "desk.png")
    for scans, name in (((shown.late_tag,), "return"), ((shown.borrower, *shown.shelf), "check-out")):
        person.press("F2")
        for code in scans:
            person.scan(code)
        person.picture(folder / f"{name}.png")
        person.press("Escape")
    for place, record in (("devices", shown.late_device), ("clients", shown.late_client), ("loans", shown.late_loan)):
        person.window.go(place)
        person.wait()
        page: Any = person.window.page
        page.show_record(record)
        person.picture(folder / f"{place}.png")
    person.window.go("paper", shown.agreement)
    person.wait(lambda: person.window.page.sheets.pages > 0)  # type: ignore[attr-defined]  # the paper's page
    person.picture(folder / "agreement.png")
    for place, part, name in _PARTS:
        person.window.go(place, part)
        person.wait()
        for said in person.window.findChildren(QLabel):
            if said.text() == str(data):  # a folder that is no longer there
                said.setText(_PLACE)
        person.picture(folder / f"{name}.png")
    person.leave()


def _sign_in(data: Path, copy: Path, folder: Path, **preferences: object) -> None:
    """Open an office in which somebody has a PIN, and keep a picture of how it asks who is there."""
    from loanmanager.operations import signing_in
    from tests.journey import Person
    from tests.office import in_folder

    shutil.copytree(data, copy)
    store, by = in_folder(copy)
    signing_in.set_pin(store, "", "2580", by)
    store.close()
    person = Person(copy, **preferences)
    person.picture(folder / "sign-in.png")
    person.leave()


def _set_up(data: Path, folder: Path, *, only: tuple[str, ...] = (), **preferences: object) -> None:
    """Go through the first start, and keep a picture of the welcome and of each step, or only of some."""
    from tests.journey import Person
    from tests.setting_up import KEYS, answer

    person = Person(data, first_start=True, **preferences)
    person.picture(folder / "first-start.png")
    person.press("Return")
    for key in KEYS:
        file = folder / f"first-start-{key}.png"
        answer(person, partial(person.picture, file) if not only or key in only else lambda: None)
    person.leave()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
