"""The lending rules: kept whole, or taken from a preset (product 9.3). No loan that is out is touched by either."""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from loanmanager.domain import refusals as why
from loanmanager.domain.history import Entry
from loanmanager.domain.names import Label
from loanmanager.domain.notices import NoticeRule, against_ladder
from loanmanager.domain.office import Charges, Policy
from loanmanager.domain.policies import is_term_end
from loanmanager.operations import done, forms
from loanmanager.operations.done import By, Done
from loanmanager.operations.kept import Kept, keep
from loanmanager.paths import resources
from loanmanager.storage import office
from loanmanager.storage.engine import Engine

_OF_A_PRESET = (
    "loan_days",
    "term_ends",
    "renewals",
    "limit",
    "type_limits",
    "hold_days",
    "guardian_age",
    "orientation_required",
    "warns_of_lines",
    "late_renewal_days",
    "grace_days",
    "suspend_line_after",
    "assumed_lost_after",
    "charges",
    "not_overridable",
)
"""What a preset decides; the rest of a policy, such as the words of its notices, stays as the agency wrote it."""


@dataclass(frozen=True, slots=True)
class Preset:
    """Rules to begin with."""

    key: str
    name: Label
    about: Label
    policy: Policy

    def on(self, policy: Policy) -> Policy:
        """Return a policy with what this preset decides."""
        return replace(policy, **{name: getattr(self.policy, name) for name in _OF_A_PRESET})

    def fits(self, policy: Policy) -> bool:
        """Tell whether a policy is this preset's, unchanged."""
        return self.on(policy) == policy


@cache
def presets() -> tuple[Preset, ...]:
    """Return the presets that the program brings, the first of them for a new office."""
    data = tomllib.loads((resources() / "presets" / "policies.toml").read_text("utf-8"))
    return tuple(_preset(each) for each in data["preset"])


def _preset(data: dict[str, Any]) -> Preset:
    named = {key: value for key, value in data.items() if key not in {"key", "name", "about"}}
    named["term_ends"] = tuple(named.get("term_ends", ()))
    named["charges"] = Charges(**named.get("charges", {}))
    named["not_overridable"] = frozenset(named.get("not_overridable", ()))
    return Preset(data["key"], Label(*data["name"]), Label(*data["about"]), Policy(**named))


def save_policy(store: Engine, new: Policy, by: By) -> Done[Kept]:
    """Keep the lending rules. Loans that are out stay as they were made.

    Raises:
        Refused: a number that cannot be, or a term that ends on no day.
    """
    _sound(new)
    with store.write():
        return _keep(store, new, by, "save_policy", {})


def save_notices(store: Engine, ladder: tuple[NoticeRule, ...], by: By) -> Done[Kept]:
    """Keep the ladder of notices, and every other rule as it is.

    Raises:
        Refused: a stage would come too soon, or a text cannot be filled in.
    """
    _sound(Policy(notices=ladder))
    with store.write():
        return _keep(store, replace(office.policy(store), notices=ladder), by, "save_notices", {})


def use_preset(store: Engine, key: str, by: By, *, idem: str | None = None) -> Done[Kept]:
    """Take the rules of a preset. Loans that are out, and what no preset decides, stay as they were.

    Raises:
        Refused: there is no such preset.
    """
    found = next((each for each in presets() if each.key == key), None)
    if found is None:
        raise why.Refused(why.NoSuch("preset", key))
    with store.write():
        again = done.already_done(store, idem, Kept)
        if again:
            return again
        return _keep(store, found.on(office.policy(store)), by, "use_preset", {"preset": key}, idem)


def _sound(policy: Policy) -> None:
    forms.sound(policy)
    if not 1 <= policy.loan_days <= forms.LONGEST_LOAN:
        raise why.Refused(why.Malformed("loan_days", str(policy.loan_days)))
    days = ("late_renewal_days", "grace_days", "suspend_line_after", "assumed_lost_after", "hold_days")
    wrong = [
        why.Malformed(name, str(getattr(policy, name))) for name in days if getattr(policy, name) > forms.LONGEST_LOAN
    ]
    wrong += [why.Malformed("term_ends", each) for each in policy.term_ends if not is_term_end(each)]
    reasons = (*wrong, *against_ladder(policy.notices))
    if reasons:
        raise why.Refused(*reasons)


def _keep(
    store: Engine, new: Policy, by: By, operation: str, facts: dict[str, Any], idem: str | None = None
) -> Done[Kept]:
    before = office.setting(store, "policy")
    office.save_policy(store, new)
    facts = {**facts, "before": before, "now": office.setting(store, "policy")}
    return keep(store, by, operation, Kept("policy"), facts, idem)


def undo_policy(store: Engine, entry: Entry, by: By) -> None:  # noqa: ARG001 (one signature for every inverse)
    """Put the rules back as they were.

    Raises:
        Refused: they were changed since.
    """
    if office.setting(store, "policy") != entry.facts["now"]:
        raise why.Refused(why.NotUndoable("later_changes"))
    office.save_setting(store, "policy", entry.facts["before"])
