"""Where the built program begins. There is one SQLite in it, that of sqlcipher3: sqlite-utils names the other in a type."""

import sys

import sqlcipher3

sys.modules["sqlite3"] = sqlcipher3

from loanmanager.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
