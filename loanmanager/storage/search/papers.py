"""Papers that are about a client, a device or an incident."""

from loanmanager.domain.papers import PaperKind
from loanmanager.storage.engine import Engine
from loanmanager.storage.search.loans import PaperRow
from loanmanager.storage.values import moment


def papers_about(store: Engine, **about: int) -> tuple[PaperRow, ...]:
    """Return papers by what they are about (client_id, device_id, incident_id or stocktake_id), the newest first."""
    ((column, id_),) = about.items()
    rows = store.rows(
        f"SELECT id, kind, language, made_at, undone FROM papers WHERE {column} = :id ORDER BY id DESC", id=id_
    )
    return tuple(
        PaperRow(r["id"], PaperKind(r["kind"]), r["language"], moment(r["made_at"]), bool(r["undone"])) for r in rows
    )
