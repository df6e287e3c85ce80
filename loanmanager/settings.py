"""What one person at one computer prefers: language, theme, text size, window. Kept beside the data, never in it."""

import json
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from loanmanager.i18n import LANGUAGES

log = logging.getLogger(__name__)

FILE = "settings.json"
TEXT_SIZES = (100, 125, 150)
_LARGEST = 16_384  # px of a window or a column: more is no screen's
_LONGEST = 24 * 7  # hours from one backup to the next


@dataclass(frozen=True, slots=True)
class Settings:
    """Preferences. An empty language or theme follows the system; text size is in percent; widths are of columns;
    `seen_version` is the program that was last open here. Backups are copied to `backup_folder`, too, where there is one,
    and made every so many hours.
    """

    language: str = ""
    theme: str = ""
    text_size: int = 100
    page_size: str = "letter"
    print_receipt: bool = True
    label_format: str = ""
    seen_version: str = ""
    backup_folder: str = ""
    backup_hours: int = 1
    window: tuple[int, int] = (1366, 768)
    widths: dict[str, int] = field(default_factory=dict)

    @property
    def second(self) -> Path | None:
        """Return the second folder of backups."""
        return Path(self.backup_folder) if self.backup_folder else None


def load(folder: Path) -> Settings:
    """Return the preferences kept in a data folder; what cannot be read is left at its default."""
    try:
        kept = json.loads((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    return Settings(**_known(kept)) if isinstance(kept, dict) else Settings()


def _known(kept: dict[str, Any]) -> dict[str, Any]:
    """Keep what has the name and kind of one of ours: a hand may have edited the file."""
    plain = Settings()
    found = {f.name: kept[f.name] for f in fields(Settings) if f.name in kept}
    if isinstance(found.get("window"), list) and [type(each) for each in found["window"]] == [int, int]:
        found["window"] = tuple(found["window"])
    return {
        name: value
        for name, value in found.items()
        if type(value) is type(getattr(plain, name)) and _FITS.get(name, lambda _: True)(value)
    }


_FITS: dict[str, Callable[[Any], bool]] = {
    "language": lambda value: value in {"", *LANGUAGES},
    "theme": lambda value: value in {"", "light", "dark"},
    "text_size": lambda value: value in TEXT_SIZES,
    "page_size": lambda value: value in {"letter", "a4"},
    "backup_hours": lambda value: 1 <= value <= _LONGEST,
    "backup_folder": lambda value: "\0" not in value,
    "window": lambda value: all(0 < each <= _LARGEST for each in value),
    "widths": lambda value: all(type(each) is int and 0 < each <= _LARGEST for each in value.values()),
}


def save(folder: Path, settings: Settings) -> None:
    """Keep the preferences; failing to is not worth stopping anybody."""
    partial = folder / f"{FILE}.part"
    try:
        partial.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), "utf-8")
        partial.replace(folder / FILE)
    except OSError:
        log.warning("the preferences could not be kept", exc_info=True)
