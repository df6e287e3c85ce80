"""Names of files, made harmless on every system: one part of no path, no device of Windows, nothing that is not seen."""

import re

_LONGEST, _LONGEST_BYTES, _LONGEST_ENDING = 120, 200, 12
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DEVICES = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
    + [f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³"]
)


def harmless(name: str) -> str:
    """Return a name under which a file can be kept, shown and saved anywhere; "file" where nothing is left of it.

    Folders before it are dropped, and so is what nobody sees: controls, marks without width, direction overrides that
    make exe.pdf be read as something else.
    """
    text = name.encode("utf-8", "replace").decode()
    whole = re.split(r"[/\\]", text)[-1]
    text = "".join(each for each in whole if each.isprintable() or each == "\u00a0")
    if text.lstrip().startswith(".") and not whole.startswith("."):
        text = "file" + text.lstrip()  # nothing of the name is left but its ending
    text = _FORBIDDEN.sub("-", text).strip(" .\u00a0")
    stem, dot, ending = text.rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = text, "", ""
    stem = _cut(stem, _LONGEST - len(ending) - 1, _LONGEST_BYTES - len(ending.encode()) - 1).rstrip(" .\u00a0")
    if stem.split(".")[0].strip().upper() in _DEVICES:
        stem = "_" + stem
    return f"{stem}{dot}{ending}" or "file"


def titled(name: str) -> str:
    """Return a harmless name for a file of ours; a slash in what it is called after is no folder."""
    return harmless(re.sub(r"[/\\]", "-", name))


def _cut(text: str, most: int, most_bytes: int) -> str:
    """Return the beginning of a text that is short enough in characters and in bytes, which systems count."""
    return text[:most].encode()[:most_bytes].decode(errors="ignore")
