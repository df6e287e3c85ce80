"""E-mail drafts and links, as mail programs read them."""

from email import message_from_bytes, policy
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.exchange import mail

PDF = b"%PDF-1.4 letter"


def read(data: bytes):
    return message_from_bytes(data, policy=policy.default)


def test_a_draft_is_addressed_unsent_and_carries_the_letter() -> None:
    data = mail.draft(
        "zoe@example.org", "Votre prêt", "Bonjour Zoë,\n\nà bientôt", ("Avis.pdf", PDF), name="Zoë Nguyễn"
    )
    made = read(data)
    assert made["X-Unsent"] == "1"
    assert made["To"].addresses[0].addr_spec == "zoe@example.org"
    assert made["To"].addresses[0].display_name == "Zoë Nguyễn"
    assert made["Subject"] == "Votre prêt"
    assert made["From"] is None
    assert made["Date"] is None
    assert made.get_body().get_content().replace("\r\n", "\n") == "Bonjour Zoë,\n\nà bientôt\n"
    (attached,) = made.iter_attachments()
    assert attached.get_filename() == "Avis.pdf"
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content() == PDF
    assert data == mail.draft(
        "zoe@example.org", "Votre prêt", "Bonjour Zoë,\n\nà bientôt", ("Avis.pdf", PDF), name="Zoë Nguyễn"
    )


@pytest.mark.parametrize("address", ["", "no address", "a@b@c", "@", "x@", "(", "a b@c.d", "zoë@example.org"])
def test_an_address_that_is_none_is_left_to_the_sender(address: str) -> None:
    assert read(mail.draft(address, "S", "B", ("a.pdf", PDF)))["To"] is None


def test_nobody_slips_in_another_header() -> None:
    made = read(
        mail.draft("a@example.org", "Hi\r\nBcc: x@example.org", "B", ("a\n.pdf", PDF), name="A\r\nBcc: y@example.org")
    )
    assert made["Bcc"] is None
    assert made["Subject"] == "Hi Bcc: x@example.org"


@given(st.text(max_size=80), st.text(max_size=200), st.text(max_size=40))
def test_any_words_make_a_draft(subject: str, body: str, name: str) -> None:
    subject, body, name = (each.encode("utf-8", "replace").decode() for each in (subject, body, name))
    assert read(mail.draft("a@example.org", subject, body, ("a.pdf", PDF), name=name))["X-Unsent"] == "1"


def test_a_link_holds_address_subject_and_body() -> None:
    made = urlsplit(mail.link("zoe@example.org", "Un & deux", "Bonjour,\nà bientôt"))
    assert (made.scheme, unquote(made.path)) == ("mailto", "zoe@example.org")
    assert parse_qs(made.query) == {"subject": ["Un & deux"], "body": ["Bonjour,\r\nà bientôt"]}


def test_a_link_is_never_too_long_and_is_cut_at_a_line() -> None:
    made = mail.link("a@example.org", "S", "\n".join(["é" * 50] * 100))
    assert len(made) <= mail.LONGEST_LINK
    body = parse_qs(urlsplit(made).query)["body"][0]
    assert set(body.split("\r\n")) == {"é" * 50}
