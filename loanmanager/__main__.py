"""Start the program: a verb runs in the shell, no verb opens the window."""

import sys


def main() -> int:
    """Run what the arguments ask for and return the exit status."""
    from loanmanager.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
