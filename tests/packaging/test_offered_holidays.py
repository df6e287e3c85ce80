"""Every region that is offered has its holidays without the modules and the words that packages leave out."""

import shutil
import subprocess
import sys
from pathlib import Path

import holidays

PACKAGING = Path(__file__).parents[2] / "packaging"
TELL = """
import sys
from loanmanager.exchange import calendars
for region in calendars.regions():
    print(region, calendars.statutory(region, (2026, 2027)))
print(len(sys.modules))
"""


def told(path: Path) -> list[str]:
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(path)!r}){TELL}"]
    done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=PACKAGING.parent)
    return done.stdout.splitlines()


def test_each_region_has_the_same_holidays_by_the_same_names(tmp_path: Path) -> None:
    sys.path.insert(0, str(PACKAGING))
    import offered_holidays

    source = Path(holidays.__file__).parent
    trimmed = tmp_path / "trimmed" / "holidays"
    shutil.copytree(source, trimmed, ignore=shutil.ignore_patterns("locale", "__pycache__"))
    for name in offered_holidays.unused():
        trimmed.parent.joinpath(*name.split(".")).with_suffix(".py").unlink()
    for name in offered_holidays.NAME_ALL:
        trimmed.parent.joinpath(*name.split("."), "__init__.py").write_text("")
    for pattern in offered_holidays.words():
        for each in source.glob(pattern):
            kept = trimmed / each.relative_to(source)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(each, kept)
    *whole, many = told(source.parent)
    *without, few = told(trimmed.parent)
    assert whole == without
    assert len(whole) > 90
    assert int(few) < int(many) - 200
