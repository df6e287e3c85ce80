"""What a loan rests on besides devices, parts and clauses, frozen with its agreement: fees, the line, the region, help."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for a loan. Amounts in cents, for each device; empty and 0 mean that nothing is said of it.

    `late_fee` is for each day late up to `late_fee_cap` (0: no cap), `line_cut` the first day on which the line of a device
    that is still out may be suspended, `region` where the equipment stays, in the paper's language. `help_line` says
    whom to call. `erased`: what is left on a device goes at its return; `internet`: a device gives access to it;
    `charged`: what is lost or damaged may be charged.
    """

    late_fee: int = 0
    late_fee_cap: int = 0
    line_cut: date | None = None
    region: str = ""
    help_line: str = ""
    erased: bool = False
    internet: bool = False
    charged: bool = False
