"""Papers as frozen facts, and the templates their wording came from."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from loanmanager.domain.papers import PaperKind, freeze
from loanmanager.domain.signatures import Signature
from loanmanager.storage import logos, signatures
from loanmanager.storage.engine import Engine
from loanmanager.storage.values import text_of


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that was made: `facts` is the frozen text, `undone` means that its loan or return was undone.

    What was signed on screen has its signatures and the very PDF that was signed. `logo` is the picture that it bears.
    """

    id: int
    kind: PaperKind
    language: str
    facts: str
    undone: bool
    signatures: tuple[Signature, ...] = ()
    signed: bytes = b""
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class StoredTemplate:
    """One version of a template; `content` is its TOML text."""

    id: int
    key: str
    version: int
    content: str
    reviewed: bool


def add(
    store: Engine,
    kind: PaperKind,
    facts: Any,
    *,
    at: datetime,
    staff_id: int | None,
    loan_id: int | None = None,
    template_id: int | None = None,
    **about: int | None,
) -> int:
    """Keep the facts of a paper (any record of facts with a `language`), with their SHA-256, and return its id.

    `about` names what else it is about: client_id, device_id, incident_id, stocktake_id.
    """
    text = freeze(facts)
    return store.insert(
        "papers",
        kind=kind,
        loan_id=loan_id,
        language=facts.language,
        template_id=template_id,
        facts=text,
        facts_sha256=hashlib.sha256(text.encode()).hexdigest(),
        made_at=text_of(at),
        staff_id=staff_id,
        **about,
    )


def with_id(store: Engine, id_: int) -> Paper | None:
    """Return one paper."""
    row = store.row("SELECT * FROM papers WHERE id = :id", id=id_)
    if row is None:
        return None
    logo = logos.of_facts(store, row["facts"])
    paper = Paper(row["id"], PaperKind(row["kind"]), row["language"], row["facts"], bool(row["undone"]), logo=logo)
    drawn = signatures.of_paper(store, id_) if row["signed_at"] else ()
    return replace(paper, signatures=drawn, signed=signatures.signed_pdf(store, id_)) if drawn else paper


def latest(store: Engine, loan_id: int, kind: PaperKind) -> Paper | None:
    """Return the newest paper of a kind of a loan."""
    found = store.value(
        "SELECT id FROM papers WHERE loan_id = :loan AND kind = :kind ORDER BY id DESC LIMIT 1", loan=loan_id, kind=kind
    )
    return None if found is None else with_id(store, found)


def mark_undone(store: Engine, paper_id: int) -> None:
    """Mark a paper as undone; it stays readable."""
    store.update("papers", paper_id, undone=1)


def template(store: Engine, key: str) -> StoredTemplate | None:
    """Return the newest version of a template."""
    row = store.row("SELECT * FROM templates WHERE key = :key ORDER BY version DESC LIMIT 1", key=key)
    return StoredTemplate(row["id"], row["key"], row["version"], row["content"], bool(row["reviewed"])) if row else None


def add_template(
    store: Engine, key: str, content: str, *, at: datetime, staff_id: int | None, shipped: bool, note: str = ""
) -> int:
    """Keep a new version of a template and return its id."""
    last = int(store.value("SELECT MAX(version) FROM templates WHERE key = :key", key=key) or 0)
    return store.insert(
        "templates",
        key=key,
        version=last + 1,
        content=content,
        shipped=int(shipped),
        note=note,
        made_at=text_of(at),
        staff_id=staff_id,
    )
