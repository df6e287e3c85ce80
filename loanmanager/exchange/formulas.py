"""Cells that a spreadsheet would run, made harmless, and read back.

An apostrophe goes before the sign that starts a formula: = + - @ and their full-width forms, after any blanks, and
before a cell that starts with a tab or a carriage return. The same is done inside a cell after a comma, semicolon, bar,
tab or line break, because a spreadsheet of another language cuts a line at other signs than it was written with.

Left as they are:

* plain numbers such as -12.5 and +3, which a spreadsheet takes as numbers;
* telephone numbers whose digits stand apart, such as +1 514 555-0100, which it takes as text; +1-514-555-0100 would be
  computed and is defused;
* inside a cell, a plus or minus with no bracket, bar, exclamation or equals sign after it: the lists in people's notes.

A cell that already has apostrophes before such a sign gets one more, so that `revive` gives back every cell exactly.
"""

import re

_BLANK = r"[\s\x00-\x20\u200b-\u200f\u2060\ufeff]"
# Each run of blanks is looked at once, from its start: a cell of 100,000 line breaks must not take minutes.
_PLACE = rf"(?:^|[;,|]|(?<!{_BLANK})(?={_BLANK})){_BLANK}*"
_STARTS = re.compile(rf"{_PLACE}'*(?=[=+\-@＝＋－＠])")
_GUARDED = re.compile(rf"{_PLACE}'+(?=[=+\-@＝＋－＠])")
_TAB_FIRST = re.compile(r"'*[\t\r]")
_GUARDED_TAB = re.compile(r"'+[\t\r]")
_NUMBER = re.compile(r"[+-]\d+(?:[.,]\d+)?|[+-]\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?")
_PHONE = re.compile(r"\+\d[\d ().-]*(?<=\d) [\d(][\d ().-]*")
_LONGEST_PHONE = 40
_CUT = re.compile(r"[;,|\t\r\n]")
_RUNS_INSIDE = re.compile(r"[^;,\t\r\n(|!=]*[(|!=]")
_ANY = re.compile(r"[=+\-@＝＋－＠\t\r]")


def defuse(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    if not _ANY.search(cell):
        return cell
    cell = _STARTS.sub(lambda found: found[0] + "'" if _runs(found) else found[0], cell)
    return "'" + cell if _TAB_FIRST.match(cell) else cell


def revive(cell: str) -> str:
    """Return the cell that `defuse` made harmless; any other cell as it is."""
    if "'" not in cell:
        return cell
    if _GUARDED_TAB.match(cell):
        cell = cell[1:]
    return _GUARDED.sub(lambda found: found[0][:-1] if _runs(found) else found[0], cell)


def _runs(found: re.Match[str]) -> bool:
    """Tell whether what follows may be run: decided by what no apostrophe changes, so that it can be undone."""
    text, at = found.string, found.end()
    if found.start() > 0 and not _CUT.search(found[0]):
        return False  # a blank between two words
    if text[at] not in "+-":
        return True
    if found.start() > 0:
        return bool(_RUNS_INSIDE.match(text, at))
    is_phone = len(text) - at <= _LONGEST_PHONE and _PHONE.fullmatch(text, at)
    return not (is_phone or _NUMBER.fullmatch(text, at))
