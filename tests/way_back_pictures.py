"""Take pictures of backups in the window, to be looked at: `python -m tests.way_back_pictures FOLDER`."""

import os
import sys
import tempfile
from datetime import timedelta
from itertools import product
from pathlib import Path


def main(kept: Path) -> int:
    """Make a demo office with backups and take each picture, light English, dark French, large French."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for language, theme, text_size in (("en", "light", 100), ("fr", "dark", 100), ("fr", "light", 150)):
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made) / "office"
            _fill(folder, Path(made) / "stick")
            _take(folder, Path(made) / "stick", kept / f"{language}-{theme}-{text_size}", language, theme, text_size)
    return 0


def _fill(folder: Path, stick: Path) -> None:
    """Make an office with backups of some days, one of them damaged."""
    from loanmanager.operations import backups
    from loanmanager.operations.backups import Why
    from loanmanager.operations.demo import make_demo
    from tests.office import NOW, add_device, in_folder

    stick.mkdir()
    store, by = in_folder(folder)
    make_demo(store, by)
    store.close()
    for days, why in product((6, 5), (Why.TIMER, Why.CLOSE)):
        store, by = in_folder(folder)
        add_device(store, by)
        store.close()
        made = backups.make(folder, why, NOW - timedelta(days=days, hours=2 if why is Why.TIMER else 0), None, stick)
    made.backup.path.write_bytes(made.backup.path.read_bytes()[:-5000])
    store, by = in_folder(folder)
    add_device(store, by)
    store.close()


def _take(folder: Path, stick: Path, kept: Path, language: str, theme: str, text_size: int) -> None:
    from PySide6.QtWidgets import QApplication

    from loanmanager.operations import opening
    from loanmanager.ui.backups.keeper import Keeper
    from loanmanager.ui.backups.restore import RestoreDialog
    from loanmanager.ui.backups.way_back import WayBack
    from tests.journey import Person

    Keeper.begin = lambda _self: None  # type: ignore[method-assign]  # it would back up by itself, and say nothing at the desk
    kept.mkdir(parents=True, exist_ok=True)
    chosen = {"language": language, "theme": theme, "text_size": text_size, "backup_folder": str(stick)}
    person = Person(folder, **chosen)
    person.office.keeper.look()
    person.wait()
    person.picture(kept / "desk.png")
    person.window.go("settings", "data")
    person.wait()
    person.picture(kept / "settings.png")
    section = person.window.page.section("data")  # type: ignore[attr-defined]  # the page of settings
    good = next(path for path in sorted((folder / "backups").glob("*timer*")))
    section._ask_to_restore(str(good))
    person.wait(lambda: isinstance(QApplication.activeModalWidget(), RestoreDialog))
    dialog = QApplication.activeModalWidget()
    person.wait(dialog.primary.isEnabled)  # type: ignore[union-attr]  # it is there
    dialog.grab().save(str(kept / "restore.png"))  # type: ignore[union-attr]  # as above
    dialog.reject()  # type: ignore[union-attr]  # as above
    person.leave()
    for each in (folder / "backups").glob("*close.loanbackup"):
        if each.stat().st_mtime > good.stat().st_mtime + 3600:
            each.unlink()
    data = bytearray((folder / opening.FILE).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / opening.FILE).write_bytes(data)
    person = Person(folder, **chosen)
    person.wait(lambda: isinstance(QApplication.activeModalWidget(), WayBack))
    dialog = QApplication.activeModalWidget()
    person.wait(dialog.primary.isEnabled)  # type: ignore[union-attr]  # it is there
    dialog.grab().save(str(kept / "way-back.png"))  # type: ignore[union-attr]  # as above
    dialog.reject()  # type: ignore[union-attr]  # as above
    person.wait()
    person.leave()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
