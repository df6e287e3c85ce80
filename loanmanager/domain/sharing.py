"""A data folder that everybody on one computer uses (product 9.1)."""

from dataclasses import dataclass

from loanmanager.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class CannotShare(Refusal):
    """Everybody on this computer cannot write in a folder, and whoever asked may not change that."""

    folder: str
    field: str = "place"
