"""What every refusal is: typed, with fields and no prose. Sentences are made where people read them."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason against what was asked."""

    overridable: ClassVar[bool] = False

    @property
    def code(self) -> str:
        """Return the stable name that the policy and the history use."""
        return type(self).__name__


class Refused(Exception):
    """What was asked cannot be done; carries every reason, so that all can be shown at once."""

    def __init__(self, *reasons: Refusal) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = reasons
