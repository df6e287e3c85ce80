"""Start the program: a verb runs in the shell, no verb opens the window."""

import sys
from pathlib import Path


def main() -> int:
    """Run what the arguments ask for and return the exit status."""
    from loanmanager.cli import run

    return run(sys.argv[1:], open_window)


def open_window(folder: Path, language: str, backup: Path | None) -> int:
    """Open the window, and in it the backup that was asked for; only now is Qt loaded."""
    from loanmanager import app

    return app.run(folder, language, backup=backup)


if __name__ == "__main__":
    sys.exit(main())
