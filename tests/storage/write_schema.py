"""Write the dump that each release leaves in tests/schemas: `python -m tests.storage.write_schema NAME`.

It is run once, when a version is released, and never again for that version: the dump is what that version wrote.
"""

import sys
import tempfile
from pathlib import Path

from loanmanager.storage.driver import driver
from tests.office import add_client, add_device, in_folder, lend


def main(name: str) -> None:
    """Make an office with a little of everything and dump it as SQL."""
    with tempfile.TemporaryDirectory() as folder:
        store, by = in_folder(Path(folder))
        laptop = add_device(store, by, make="Lenovo", model="T480", serial="PF-1")
        add_device(store, by, "hotspot", make="Franklin", model="T9")
        lend(store, by, add_client(store, by, "Nguyễn", "Zoë", phones=("514 555-0142",)), laptop)
        store.close()
        conn = driver.connect(str(Path(folder) / "loanmanager.db"))
        Path(__file__).resolve().parents[1].joinpath("schemas", f"{name}.sql").write_text(dump(conn), "utf-8")
        conn.close()


def dump(conn: object) -> str:
    """Return SQL that makes the same database: the tables, then the rows, then indexes and triggers."""
    rows = conn.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    shadows = ("_data", "_idx", "_content", "_docsize", "_config")
    tables = [
        (name, sql)
        for kind, name, sql in rows
        if kind == "table" and not name.startswith("sqlite_") and not name.endswith(shadows)
    ]
    said = ["PRAGMA foreign_keys=OFF;", "BEGIN;", *(f"{sql};" for _, sql in tables)]
    for name, sql in tables:
        if "VIRTUAL" in sql:
            continue
        rows_of = conn.execute(f'SELECT * FROM "{name}"').fetchall()
        said += [f'INSERT INTO "{name}" VALUES ({", ".join(literal(value) for value in row)});' for row in rows_of]
    said += [f"{sql};" for kind, _, sql in rows if kind in {"index", "trigger"}]
    said += [f"INSERT INTO {name}({name}) VALUES ('rebuild');" for name, sql in tables if "VIRTUAL" in sql]
    return "\n".join([*said, "COMMIT;", ""])


def literal(value: object) -> str:
    """Return a value as SQL writes it."""
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"


if __name__ == "__main__":
    main(sys.argv[1])
