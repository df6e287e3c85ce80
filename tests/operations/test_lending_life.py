"""What the promises and the life of a loan leave open: hostile text in every form, and edits that cross."""

from loanmanager.storage import search
from tests.office import memory, prepared


def test_a_prepared_office_knows_who_acts_and_where() -> None:
    store = memory()
    by = prepared(store)
    assert by.staff_id is not None
    assert by.site_id is not None
    assert search.device_types(store)
