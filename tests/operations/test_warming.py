"""What is loaded ahead is what the first paper needs."""

import subprocess
import sys

CODE = """
import sys
from loanmanager.operations import paperwork, warming
assert "reportlab" not in sys.modules, "loaded before it was asked for"
warming.warm(("en", "fr"))
from tests.office import add_client, add_device, lend, memory, prepared
store = memory()
by = prepared(store)
made = paperwork.paper(store, lend(store, by, add_client(store, by), add_device(store, by)).result.paper_id)
before = set(sys.modules)
paperwork.draw(made)
print(sorted(set(sys.modules) - before))
"""


def test_the_first_agreement_loads_nothing_more() -> None:
    run = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
