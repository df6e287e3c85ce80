"""What the timeline says of the agreement's wording, in both languages."""

import pytest

from loanmanager.i18n import Words
from loanmanager.operations import templating, undoing
from loanmanager.storage import search
from loanmanager.ui.histories import events
from tests.office import TODAY, memory, prepared
from tests.operations.template_promises import OWN, file_of, longer


@pytest.fixture
def rows():
    store = memory()
    by = prepared(store)
    templating.save_template(store, templating.SaveTemplate(longer(store), "our own clause"), by)
    templating.restore_template(store, by)
    templating.restore_template(store, by, version=2)
    templating.import_template(store, file_of(store, type(OWN)("b", OWN.texts)), "loan.toml", by)
    reviewed = templating.review_template(store, 5, "Me Roy", by)
    undoing.undo(store, reviewed.entry_id, "no", by)
    last = templating.restore_template(store, by, version=1)
    undoing.undo(store, last.entry_id, "no", by)
    spoken = templating.set_paper_languages(store, ("en", "fr", "es"), by)
    undoing.undo(store, spoken.entry_id, "no", by)
    return search.history_of(store, "office", 1)


def test_each_step_is_told(rows):
    told = [each.what for each in reversed(events(rows, Words("en"), TODAY, "office", None))]
    for said in (
        "Agreement wording: version 2 saved",
        "Agreement wording: the shipped draft is back as version 3",
        "Agreement wording: version 2 is back as version 4",
        "Agreement wording: version 5 from loan.toml",
        "Agreement wording: version 5 reviewed by Me Roy (undone)",
        "Agreement wording: a draft again",
        "Agreement wording: the version before is back",
        "Papers are written in English, Français and Español (undone)",
        "Languages of papers put back",
    ):
        assert said in told, told


def test_nothing_of_ours_shows(rows):
    for language in ("en", "fr"):
        told = [each.what for each in events(rows, Words(language), TODAY, "office", None)]
        assert not any("template" in each or "{" in each for each in told)
