"""Inventing what stands on things: serials, IMEIs, SIMs, telephone numbers. None of them belongs to anybody."""

import tomllib
from collections.abc import Iterator
from functools import cache
from random import Random
from string import ascii_uppercase, digits
from typing import Any

from loanmanager.domain.names import Label
from loanmanager.paths import resources

_NO_TYPE_CODE = "00101900"  # 001: the numbers that GSMA keeps for test devices
_NO_ISSUER = "89302"


@cache
def data(name: str) -> dict[str, Any]:
    """Read one file of what the demo office is made of."""
    return tomllib.loads((resources() / "demo" / f"{name}.toml").read_text("utf-8"))


def said(pair: list[str], language: str) -> str:
    """Return the half of an [English, French] pair that a language wants."""
    return Label(*pair).in_(language)


def serial(rng: Random, pattern: str) -> str:
    """Return a serial by its pattern: # is a digit, ? a letter."""
    choices = {"#": digits, "?": ascii_uppercase}
    return "".join(rng.choice(choices[each]) if each in choices else each for each in pattern)


def imei(rng: Random) -> str:
    """Return an IMEI of a device that was never made; its last digit checks the others."""
    body = _NO_TYPE_CODE + "".join(rng.choices(digits, k=6))
    return body + str(-luhn(body + "0") % 10)


def luhn(number: str) -> int:
    """Return the Luhn sum of a number, which is a multiple of ten where its last digit is right."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(each // 10 + each % 10 for each in doubled)


def iccid(rng: Random) -> str:
    """Return the number of a SIM."""
    return _NO_ISSUER + "".join(rng.choices(digits, k=14))


def mac(rng: Random) -> str:
    """Return a network address that no maker was given: locally administered."""
    return ":".join(["02", *(f"{rng.randrange(256):02X}" for _ in range(5))])


def phones(rng: Random, area_codes: list[str]) -> Iterator[str]:
    """Yield telephone numbers 555-0100 to 555-0199, each once: nobody has them."""
    numbers = [f"{code} 555-{line:04d}" for code in area_codes for line in range(100, 200)]
    rng.shuffle(numbers)
    yield from numbers
