"""Killed in the middle of lending: nothing that was acknowledged is lost, and there is no half loan."""

import random
import subprocess
import sys
import time
from pathlib import Path

from loanmanager.operations import checkout
from loanmanager.operations.examining import examine
from tests.office import add_client, add_device, in_folder

LOANS, ROUNDS = 200, 12

CHILD = """
import sys
from pathlib import Path
from loanmanager.operations import checkout
from tests.office import in_folder
store, by = in_folder(Path(sys.argv[1]))
for device in sys.argv[3].split(","):
    form = checkout.CheckOut(int(sys.argv[2]), (checkout.Lent(int(device)),), idem=f"form {device}")
    print(checkout.check_out(store, form, by).result.number, device, flush=True)
"""


def run_and_kill(folder: Path, client: int, devices: list[int], after: float) -> list[tuple[str, int]]:
    """Lend until killed, and return what was acknowledged."""
    listed = ",".join(str(each) for each in devices)
    command = [sys.executable, "-c", CHILD, str(folder), str(client), listed]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root, env={"PYTHONPATH": str(root)}) as child:
        assert child.stdout is not None
        said = [child.stdout.readline()]
        time.sleep(after)
        child.kill()
        said += child.stdout.readlines()
    whole = [line.split() for line in said if line.endswith("\n")]
    return [(number, int(device)) for number, device in whole]


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    store, by = in_folder(tmp_path)
    client = add_client(store, by)
    left = [add_device(store, by).id for _ in range(LOANS)]
    known: dict[int, str] = {}
    dice = random.Random(7)
    for _ in range(ROUNDS):
        acknowledged = run_and_kill(tmp_path, client, left, dice.uniform(0, 0.05))
        known |= {device: number for number, device in acknowledged}
        out = {
            row["device_id"]: row["number"]
            for row in store.rows(
                "SELECT i.device_id, l.number FROM items i JOIN loans l ON l.id = i.loan_id WHERE i.ended IS NULL"
            )
        }
        assert known.items() <= out.items()
        assert store.value("SELECT COUNT(*) FROM loans WHERE id NOT IN (SELECT loan_id FROM items)") == 0
        assert store.value("SELECT COUNT(*) FROM loans WHERE id NOT IN (SELECT loan_id FROM papers)") == 0
        assert store.value("SELECT COUNT(*) FROM devices WHERE status = 'on_loan'") == len(out)
        left = [each for each in left if each not in known]
        if not left:
            break
    assert known
    assert examine(store).findings == ()
    for device in list(known)[-3:]:  # trying again with the same form makes no second loan
        form = checkout.CheckOut(client, (checkout.Lent(device),), idem=f"form {device}")
        assert checkout.check_out(store, form, by).repeated
    store.close()
