"""E-mail that a person sends from their own program: a draft as a file, or a link. Nothing is sent from here."""

import hashlib
import re
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from loanmanager.domain.file_names import titled

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")

LONGEST_LINK = 1900
"""Characters: what the systems' own mail links still hand over whole; the body is cut before that."""


def draft(to: str, subject: str, body: str, attachment: tuple[str, bytes], *, name: str = "") -> bytes:
    """Return a draft as an .eml file that mail programs open for sending: addressed, with a PDF attached.

    There is no sender and no date, which the mail program fills in; the same draft gives the same bytes.
    An address that is no address is left out: the person who sends it types it.
    """
    made = EmailMessage(policy=SMTP)
    made["X-Unsent"] = "1"  # Outlook opens the file as something yet to be sent
    address = _address(to, name)
    if address:
        made["To"] = address
    made["Subject"] = _line(subject)
    made.set_content(_whole(body).rstrip() + "\n", charset="utf-8", cte="quoted-printable")
    file, data = attachment
    made.add_attachment(data, maintype="application", subtype="pdf", filename=titled(file))
    made.set_boundary("=_" + hashlib.sha256(data + _whole(body).encode()).hexdigest()[:32])
    return made.as_bytes()


def link(to: str, subject: str, body: str) -> str:
    """Return a mailto: link, which cannot carry an attachment; a body too long for a link is cut at a line."""
    head = f"mailto:{quote(_line(to), safe='@')}?subject={quote(_line(subject))}&body="
    lines = _whole(body).splitlines()
    while lines and len(head) + len(quote("\r\n".join(lines))) > LONGEST_LINK:
        lines.pop()
    return head + quote("\r\n".join(lines))


def _address(to: str, name: str) -> Address | None:
    """Return an address with its name, None where the text is none."""
    try:
        return Address(_line(name), addr_spec=_line(to))
    except (HeaderParseError, ValueError, IndexError):  # what the standard library raises on an odd address
        return None


def _line(text: str) -> str:
    """Return a text for one header: a line break would begin another."""
    return " ".join(_whole(text).split())


def _whole(text: str) -> str:
    """Return a text that any mail program reads: all of it characters, nothing that steers a terminal."""
    return _CONTROLS.sub("", text.encode("utf-8", "replace").decode())
