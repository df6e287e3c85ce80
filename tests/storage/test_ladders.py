"""The ladder of notices in the policy, kept and read again."""

from dataclasses import replace

from loanmanager.domain.clients import Channel
from loanmanager.domain.notices import LADDER, NoticeText, Stage
from loanmanager.domain.office import Policy
from loanmanager.storage import ladders, office
from tests.office import memory, prepared


def test_a_ladder_comes_back_as_it_was_kept() -> None:
    store = memory()
    prepared(store)
    text = NoticeText("Objet", "Bonjour {name}", "Bonjour")
    first = replace(LADDER[0], days=3, before=True, channels=(Channel.TEXT, Channel.CALL), texts={"fr": text})
    ladder = (first, replace(LADDER[1], discreet={"en": text}, channels=()), *LADDER[2:])
    with store.write():
        office.save_policy(store, Policy(notices=ladder))
    assert office.policy(store).notices == ladder


def test_an_office_that_kept_none_has_the_one_that_is_shipped() -> None:
    store = memory()
    prepared(store)
    with store.write():
        office.save_setting(store, "policy", {"loan_days": 30})
    assert office.policy(store).notices == LADDER


def test_what_a_newer_program_wrote_is_left_aside() -> None:
    kept = [
        {"stage": "final", "days": 21, "channels": ["letter", "pigeon"], "colour": "red"},
        {"stage": "after_final", "days": 30},
        {"stage": "first", "days": 5, "texts": {"en": {"subject": "S", "body": "B", "song": "?"}}},
    ]
    found = ladders.revived(kept)
    assert [rule.stage for rule in found] == [Stage.FIRST, Stage.FINAL]
    assert found[1].channels == (Channel.LETTER,)
    assert found[0].texts == {"en": NoticeText("S", "B", "")}
