"""Make sqlcipher3 the SQLite driver of sqlite-utils.

sqlcipher3 carries a SQLite without the WAL-reset bug of 3.7.0 to 3.51.2, with FTS5 and trigram, and encrypts by choice.
sqlite-utils takes `pysqlite3` where it is importable, so that name is given to it before its first import.
"""

import sys
from types import ModuleType

import sqlcipher3
import sqlcipher3.dbapi2 as dbapi

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi)

import sqlite_utils  # noqa: E402 (only after its driver is known)
from sqlite_utils import Migrations  # noqa: E402

driver: ModuleType = dbapi
Database = sqlite_utils.Database

if vars(sqlite_utils.utils)["sqlite3"] is not sqlcipher3:
    raise ImportError("sqlite-utils was imported before its driver was chosen")

__all__ = ["Database", "Migrations", "driver"]
