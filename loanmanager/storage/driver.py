"""The SQLite driver: sqlcipher3, which carries a SQLite without the WAL-reset bug of 3.7.0 to 3.51.2, with FTS5 and trigram.

It encrypts by choice. sqlite-utils takes `pysqlite3` where it is importable, so that name is given to it here, before
its first import.
"""

import sys
from types import ModuleType

import sqlcipher3
import sqlcipher3.dbapi2 as dbapi

sys.modules.setdefault("pysqlite3", sqlcipher3)
sys.modules.setdefault("pysqlite3.dbapi2", dbapi)

driver: ModuleType = dbapi

__all__ = ["driver"]
