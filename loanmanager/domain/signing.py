"""Signing, on paper or on screen: which papers are signed, by whom, and what stands against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loanmanager.domain.papers import PaperKind
from loanmanager.domain.refusal import Refusal
from loanmanager.domain.signatures import MOST_POINTS, Signature, Who, points_in

SIGNED = frozenset({PaperKind.AGREEMENT, PaperKind.ADDENDUM})
"""The kinds of paper that a client signs. Only the agreement is waited for: a renewal may be made by phone."""

ON_SCREEN = SIGNED | {PaperKind.RECEIPT}
"""The kinds that are signed on screen, or whose scan is attached: at return the receipt too."""


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


@dataclass(frozen=True, slots=True)
class SignatureMissing(Refusal):
    """Somebody who has to sign has not, or has not typed a name."""

    who: Who


@dataclass(frozen=True, slots=True)
class SignatureTooLong(Refusal):
    """More was drawn than any signature is."""

    who: Who


def signers(guardian: str) -> tuple[Who, ...]:
    """Return who signs a paper; the guardian where the paper names one."""
    return (Who.BORROWER, Who.GUARDIAN, Who.STAFF) if guardian else (Who.BORROWER, Who.STAFF)


def against_signing(
    number: str, kind: PaperKind, made_on: date, day: date, today: date, *, undone: bool, signed: date | None
) -> tuple[Refusal, ...]:
    """Return what stands against noting that a paper was signed on a day."""
    if kind not in SIGNED or undone:
        return (NotToSign(number),)
    if signed is not None:
        return (SignedAlready(number, signed),)
    return () if made_on <= day <= today else (SignedOutOfTime(day, made_on),)


def against_signatures(
    number: str, kind: PaperKind, who: Sequence[Who], given: Sequence[Signature], *, undone: bool, signed: date | None
) -> tuple[Refusal, ...]:
    """Return what stands against signing a paper on screen: each of `who` signs once, by name, nobody else."""
    if kind not in ON_SCREEN or undone:
        return (NotToSign(number),)
    if signed is not None:
        return (SignedAlready(number, signed),)
    by_who = {each.who: each for each in given if each.name.strip()}
    missing = tuple(SignatureMissing(each) for each in who if each not in by_who)
    long = tuple(SignatureTooLong(each.who) for each in given if points_in(each.strokes) > MOST_POINTS)
    known = len(by_who) == len(given) and set(by_who) <= set(who)
    return missing + long or (() if known else (NotToSign(number),))


def against_scan(
    number: str, kind: PaperKind, made_on: date, day: date, today: date, *, undone: bool, signed: date | None
) -> tuple[Refusal, ...]:
    """Return what stands against attaching the scan of a paper that was signed on a day; a known day counts, not this."""
    if kind not in ON_SCREEN or undone:
        return (NotToSign(number),)
    return () if signed is not None or made_on <= day <= today else (SignedOutOfTime(day, made_on),)
