"""Walk the main job with no display and leave its papers and pictures: `python -m tests.tour FOLDER`."""

import os
import shutil
import sys
import tempfile
from pathlib import Path


def main(folder: Path) -> int:
    """Walk in a fresh office and keep what came of it in a folder."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from tests.journey import Person, walk

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        person = Person(Path(made) / "data")
        outcome = walk(person, Path(made), lambda name: person.picture(folder / f"{name}.png"))
        person.leave()
        for name in ("agreement.pdf", "receipt.pdf"):
            shutil.copyfile(Path(made) / name, folder / name)
    print(f"A loan of two laptops took {outcome.keys} keys besides two scans and half a name.")
    print(f"The agreement, the receipt and a picture of each step are in {folder}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
