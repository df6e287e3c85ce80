"""What two versions differ in."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.template_changes import Did, Piece, Setting, difference, pieces
from loanmanager.domain.templates import ClauseText, Template, TemplateClause


def clause(id_: str, text: str = "text", **more: object) -> TemplateClause:
    return replace(TemplateClause(id_, {"en": ClauseText(id_.upper(), text)}), **more)  # type: ignore[arg-type]


def template(*clauses: TemplateClause) -> Template:
    return Template("loan", 1, True, clauses)


A, B, C, D = (clause(each) for each in "abcd")


def test_the_same_clauses_differ_in_nothing() -> None:
    assert difference(template(A, B), replace(template(A, B), version=9, draft=False)) == ()


def test_words_are_compared_one_by_one() -> None:
    (change,) = difference(template(clause("a", "Bring it on Monday.")), template(clause("a", "Bring it on Friday.")))
    assert change.did is Did.CHANGED
    (words,) = change.words
    assert (words.language, words.part) == ("en", "text")
    kept, gone, new, kept_too = words.pieces
    assert (kept, gone, new) == (
        (Piece.KEPT, "Bring it on "),
        (Piece.GONE, "Monday"),
        (Piece.NEW, "Friday"),
    )
    assert kept_too == (Piece.KEPT, ".")


def test_added_removed_and_moved_clauses_are_told_in_the_new_order() -> None:
    changes = difference(template(A, B, C), template(C, A, D))
    assert [(each.did, each.clause.id, each.moved) for each in changes] == [
        (Did.MOVED, "c", True),
        (Did.ADDED, "d", False),
        (Did.REMOVED, "b", False),
    ]
    assert {piece for piece, _ in changes[1].words[0].pieces} == {Piece.NEW}
    assert {piece for piece, _ in changes[2].words[0].pieces} == {Piece.GONE}


def test_one_clause_carried_to_the_end_is_one_move() -> None:
    assert [each.clause.id for each in difference(template(A, B, C, D), template(B, C, D, A))] == ["a"]


def test_what_else_changed_is_told() -> None:
    (change,) = difference(template(A), template(replace(A, on=False, types=("laptop",))))
    assert change.settings == (Setting("on", True, False), Setting("types", (), ("laptop",)))
    assert change.words == ()


def test_a_language_that_comes_and_one_that_goes() -> None:
    new = replace(A, texts={"fr": ClauseText("A", "texte")})
    (change,) = difference(template(A), template(new))
    assert [(each.language, each.part) for each in change.words] == [
        ("fr", "title"),
        ("fr", "text"),
        ("en", "title"),
        ("en", "text"),
    ]


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_are_the_two_texts(old: str, new: str) -> None:
    made = list(pieces(old, new))
    assert "".join(text for piece, text in made if piece is not Piece.NEW) == old
    assert "".join(text for piece, text in made if piece is not Piece.GONE) == new


@given(st.permutations("abcdef"), st.sets(st.sampled_from("abcdef")))
def test_leaving_the_moved_ones_aside_the_order_is_the_old_one(order: list[str], gone: set[str]) -> None:
    new = template(*(clause(each) for each in order if each not in gone))
    changes = difference(template(*(clause(each) for each in "abcdef")), new)
    moved = {each.clause.id for each in changes if each.moved}
    stay = [each.id for each in new.clauses if each.id not in moved]
    assert stay == sorted(stay)
    assert {each.clause.id for each in changes if each.did is Did.REMOVED} == gone
