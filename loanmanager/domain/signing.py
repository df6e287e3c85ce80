"""Signing on paper: which papers wait for a signature, and what stands against noting one."""

from dataclasses import dataclass
from datetime import date

from loanmanager.domain.papers import PaperKind
from loanmanager.domain.refusal import Refusal

SIGNED = frozenset({PaperKind.AGREEMENT, PaperKind.ADDENDUM})
"""The kinds of paper that a client signs. Only the agreement is waited for: a renewal may be made by phone."""


@dataclass(frozen=True, slots=True)
class NotToSign(Refusal):
    """The paper is of a kind that nobody signs, or its loan was undone."""

    number: str


@dataclass(frozen=True, slots=True)
class SignedAlready(Refusal):
    """The paper was noted as signed before."""

    number: str
    day: date


@dataclass(frozen=True, slots=True)
class SignedOutOfTime(Refusal):
    """Nobody signs a paper before it is made, or tomorrow."""

    day: date
    made_on: date


def against_signing(
    number: str, kind: PaperKind, made_on: date, day: date, today: date, *, undone: bool, signed: date | None
) -> tuple[Refusal, ...]:
    """Return what stands against noting that a paper was signed on a day."""
    if kind not in SIGNED or undone:
        return (NotToSign(number),)
    if signed is not None:
        return (SignedAlready(number, signed),)
    return () if made_on <= day <= today else (SignedOutOfTime(day, made_on),)
