"""The agency's logo is on what is made from now on; what was made with another one is printed as it was."""

from typing import Any

import pytest

from loanmanager.domain.logos import LogoTooFine, LogoTooLarge, NoLogo, NotALogo
from loanmanager.domain.papers import AgreementFacts, thaw
from loanmanager.domain.refusals import Refused
from loanmanager.operations import logos, paperwork, undoing
from loanmanager.storage import search
from tests.documents.test_logos import bomb
from tests.office import add_client, add_device, lend, memory, prepared
from tests.pictures import opened, picture

RED = (200, 0, 0)


@pytest.fixture
def desk() -> tuple[Any, Any]:
    store = memory()
    return store, prepared(store)


def put(store: Any, by: Any, content: bytes = b"", idem: str | None = None) -> Any:
    return logos.set_logo(store, logos.SetLogo("logo.png", content or picture(), idem), by)


def agreement(store: Any, by: Any) -> paperwork.Paper:
    client = add_client(store, by)
    return paperwork.paper(store, lend(store, by, client, add_device(store, by)).result.paper_id)


def test_a_paper_freezes_the_hash_and_is_drawn_with_the_picture(desk: Any) -> None:
    store, by = desk
    without = agreement(store, by)
    put(store, by)
    made = agreement(store, by)
    assert len(thaw(AgreementFacts, made.facts).lender.logo) == 64
    assert "image" not in made.facts
    assert b"/Subtype /Image" in paperwork.draw(made)
    assert b"/Subtype /Image" not in paperwork.draw(without)


def test_a_reprint_bears_the_logo_of_its_day(desk: Any) -> None:
    store, by = desk
    put(store, by)
    paper = agreement(store, by)
    signed = paperwork.draw(paper)
    put(store, by, picture(200, 100, RED))
    assert paperwork.draw(paperwork.paper(store, paper.id)) == signed
    logos.remove_logo(store, by)
    assert paperwork.draw(paperwork.paper(store, paper.id)) == signed
    assert paperwork.facts_of(agreement(store, by)).lender.logo == ""


def test_the_newest_is_shown_and_undoing_brings_back_the_one_before(desk: Any) -> None:
    store, by = desk
    assert search.logo(store) == b""
    put(store, by)
    old = search.logo(store)
    second = put(store, by, picture(20, 20, RED))
    assert opened(search.logo(store)).getpixel((3, 3)) == RED
    undoing.undo(store, second.entry_id, "mistake", by)
    assert search.logo(store) == old
    removed = logos.remove_logo(store, by)
    assert search.logo(store) == b""
    undoing.undo(store, removed.entry_id, "mistake", by)
    assert search.logo(store) == old


def test_the_same_form_twice_is_one_logo(desk: Any) -> None:
    store, by = desk
    assert put(store, by, idem="k").entry_id == put(store, by, idem="k").entry_id
    assert store.value("SELECT COUNT(*) FROM attachments") == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"GIF89a", NotALogo("logo.png")),
        (picture()[:50], NotALogo("logo.png")),
        (picture() + b" " * 5_000_000, LogoTooLarge("logo.png", 5)),
        (bomb(6000), LogoTooFine("logo.png")),
    ],
)
def test_what_is_no_logo_is_refused_and_the_old_one_stays(desk: Any, content: bytes, why: Any) -> None:
    store, by = desk
    put(store, by)
    before = search.logo(store)
    with pytest.raises(Refused) as refused:
        put(store, by, content)
    assert refused.value.reasons == (why,)
    assert search.logo(store) == before


def test_there_is_nothing_to_take_away_where_there_is_none(desk: Any) -> None:
    store, by = desk
    with pytest.raises(Refused) as refused:
        logos.remove_logo(store, by)
    assert refused.value.reasons == (NoLogo(),)


def test_words_of_a_client_that_look_like_a_logo_name_none(desk: Any) -> None:
    store, by = desk
    put(store, by)
    client = add_client(store, by, 'x", "lender": {"logo": "abc"}', "Zoë")
    paper = paperwork.paper(store, lend(store, by, client, add_device(store, by)).result.paper_id)
    assert paperwork.facts_of(paper).lender.image == search.logo(store)
