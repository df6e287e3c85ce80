"""Counting the shelf from a shell: stocktake start, scan, show, finish, drop, list."""

import sys
from pathlib import Path
from typing import Any

import click

from loanmanager.cli.shell import Context, Json, opened, shown, tell, tell_list
from loanmanager.domain import refusals as why
from loanmanager.files import write_whole

FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def stocktake() -> None:
    """Count what is on the shelf; a count may go on over several calls, days and people."""


@stocktake.command()
@click.option("--site", default="", help="Only devices of this site, by name.")
@click.option("--type", "kind", default="", help="Only this type of device, by its name or key.")
@click.option("--shelf", default="", help="Only this shelf.")
@click.option("--key", "idem", help="Idempotency key: the same key twice begins one count.")
@Json
@click.pass_obj
def start(context: Context, site: str, kind: str, shelf: str, idem: str | None, as_json: bool) -> None:
    """Begin a count."""
    from loanmanager.domain.stocktaking import Scope
    from loanmanager.operations import stocktaking

    with opened(context) as (store, by):
        scope = Scope(site_named(store, site), type_named(store, kind), shelf)
        made = stocktaking.start(store, scope, by, idem=idem).result
    said = context.words.count(
        "Count {number} begun: {n} device to find",
        "Count {number} begun: {n} devices to find",
        made.expected,
        number=made.number,
    )
    tell(as_json, {"number": made.number, "expected": made.expected}, said)


@stocktake.command()
@click.argument("number")
@click.argument("codes", nargs=-1)
@Json
@click.pass_obj
def scan(context: Context, number: str, codes: tuple[str, ...], as_json: bool) -> None:
    """Note that CODES (tags, serials) were seen; without any, read them from standard input, one a line."""
    from loanmanager.operations import stocktaking
    from loanmanager.sentences.stocktakes import of_row

    read = codes or tuple(line.strip() for line in sys.stdin if line.strip())
    with opened(context) as (store, by):
        count = _count(store, number)
        seen = [stocktaking.scan(store, count.id, code, by).result for code in read]
        rows = {each.scan_id: each for each in _view(store, count.id).rows if each.scan_id}
    words = context.words
    records = [
        {
            "code": each.text,
            "tag": each.tag,
            "finding": str(each.finding),
            "status": rows[each.scan_id].was,
            "again": each.again,
        }
        for each in seen
    ]
    tell_list(as_json, records, lambda r: f"{r['tag'] or r['code']}  {of_row(r['finding'], r['status'], words)}")


@stocktake.command()
@click.argument("number")
@Json
@click.pass_obj
def show(context: Context, number: str, as_json: bool) -> None:
    """Say how far a count is, what is missing and what should not be there."""
    from loanmanager.domain.stocktaking import UNEXPECTED, Finding
    from loanmanager.sentences.stocktakes import of_row

    with opened(context) as (store, _):
        view = _view(store, _count(store, number).id)
    words = context.words
    asks = [*view.of(Finding.MISSING), *view.of(*UNEXPECTED)]
    record = {
        "number": view.stocktake.number,
        "state": str(view.stocktake.state),
        "expected": view.expected,
        "seen": view.seen,
        "missing": [_row(each) for each in view.of(Finding.MISSING)],
        "unexpected": [_row(each) for each in view.of(*UNEXPECTED)],
    }
    lines = [words.say("{n} of {all} found", n=view.seen, all=view.expected)]
    lines += [
        f"{each.device.tag if each.device else each.text}  {of_row(each.finding, each.was, words)}" for each in asks
    ]
    tell(as_json, record, "\n".join(lines))


@stocktake.command()
@click.argument("number")
@click.option("--pdf", type=FILE, help="Where the result goes, as PDF.")
@click.option("--key", "idem", help="Idempotency key: the same key twice ends one count.")
@Json
@click.pass_obj
def finish(context: Context, number: str, pdf: Path | None, idem: str | None, as_json: bool) -> None:
    """End a count and keep its result as a paper."""
    from loanmanager.operations import paperwork, stocktaking

    with opened(context) as (store, by):
        count = _count(store, number)
        made = stocktaking.finish(store, count.id, by, language=context.words.language, idem=idem).result
        paper = paperwork.paper(store, made.paper_id)
    if pdf:
        write_whole(pdf, paperwork.draw(paper))
    record = {
        "number": made.number,
        "found": made.found,
        "missing": made.missing,
        "unexpected": made.others,
        "pdf": shown(pdf),
    }
    said = context.words.say(
        "Count {number} finished: {found} found, {missing} missing, {others} unexpected",
        number=made.number,
        found=made.found,
        missing=made.missing,
        others=made.others,
    )
    tell(as_json, record, said)


@stocktake.command()
@click.argument("number")
@Json
@click.pass_obj
def drop(context: Context, number: str, as_json: bool) -> None:
    """Give a count up."""
    from loanmanager.operations import stocktaking

    with opened(context) as (store, by):
        made = stocktaking.drop(store, _count(store, number).id, by).result
    tell(as_json, {"number": made.number}, context.words.say("Count {number} dropped", number=made.number))


@stocktake.command("list")
@Json
@click.pass_obj
def list_(context: Context, as_json: bool) -> None:
    """List the counts that go on and those that were finished."""
    from loanmanager.storage import search

    with opened(context) as (store, _):
        rows = search.stocktake_rows(store)
    records = [
        {
            "number": row.number,
            "state": str(row.state),
            "site": row.site,
            "type": row.type.en if row.type else "",
            "shelf": row.scope.shelf,
            "expected": row.expected,
            "seen": row.seen,
            "found": row.found,
            "missing": row.missing,
            "unexpected": row.others,
        }
        for row in rows
    ]
    tell_list(as_json, records, lambda r: f"{r['number']}  {r['state']}  {r['seen']}/{r['expected']}")


def _row(row: Any) -> dict[str, Any]:
    device = row.device
    return {
        "tag": device.tag if device else "",
        "code": row.text,
        "finding": str(row.finding),
        "status": device.status if device else "",
        "site": device.site if device else "",
        "shelf": device.shelf if device else "",
    }


def _count(store: Any, number: str) -> Any:
    from loanmanager.storage import search

    found = search.stocktake_row(store, number)
    if found is None:
        raise why.Refused(why.NoSuch("stocktake", number))
    return found


def _view(store: Any, stocktake_id: int) -> Any:
    from loanmanager.storage import search

    return search.count_view(store, stocktake_id)


def site_named(store: Any, name: str) -> int | None:
    """Return a site by its name, None where none is named."""
    from loanmanager.domain.names import name_key
    from loanmanager.storage import search

    if not name:
        return None
    found = next((each for each in search.office_view(store).sites if name_key(each.name) == name_key(name)), None)
    if found is None:
        raise why.Refused(why.NoSuch("site", name))
    return found.id


def type_named(store: Any, name: str) -> int | None:
    """Return a type by its key or its name, None where none is named."""
    from loanmanager.domain.names import name_key
    from loanmanager.storage import search

    if not name:
        return None
    wanted = name_key(name)
    types = search.device_types(store)
    found = next((t for t in types if wanted in {t.key, name_key(t.name.en), name_key(t.name.fr)}), None)
    if found is None:
        raise why.Refused(why.NoSuch("type", name))
    return found.id


VERBS = (stocktake,)
