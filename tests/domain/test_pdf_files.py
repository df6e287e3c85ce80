"""A PDF from outside that is more than pages is told, however it hides that."""

import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loanmanager.domain.pdf_files import Besides, besides
from tests.hostile import MEGABYTE, active_pdfs, other_pdfs, pdf


def packed(objects: bytes, entries: bytes = b"/Filter/FlateDecode", body: bytes | None = None) -> bytes:
    body = zlib.compress(objects) if body is None else body
    return pdf(b"", b"<</Type/ObjStm/N 1/First 4%s/Length %d>>stream\n%s\nendstream" % (entries, len(body), body))


@pytest.mark.parametrize("name", active_pdfs())
def test_what_runs_sends_or_travels_along_is_found(name):
    content = active_pdfs()[name]
    assert besides(content) is (None if name == "a page of the network" else Besides.ACTIVE)


def test_a_locked_one_is_told():
    assert besides(other_pdfs()["locked"]) is Besides.LOCKED


def test_pages_are_pages():
    assert besides(pdf()) is None
    assert besides(pdf(b"/OpenAction[3 0 R/Fit]")) is None
    assert besides(packed(b"1 0 <</Type/Font>>")) is None
    assert besides(packed(b"", b"", b"1 0 <</Type/Font>>")) is None
    assert besides(pdf(b"", b"<</Length 4>>stream\n/XFA\nendstream")) is None, "pixels may say anything that short"


@pytest.mark.parametrize(
    "content",
    [
        packed(b"1 0 <</S/Launch/F(x)>>"),
        packed(b"", b"", b"1 0 <</S/Launch/F(x)>>"),
        packed(b"1 0 <</S/#4caunch/F(x)>>"),
        packed(b"x", b"/Filter[/ASCIIHexDecode/FlateDecode]"),
        packed(b"x", b"/Filter/FlateDecode/DecodeParms<</Predictor 12>>"),
        packed(b"x", body=b"no zlib at all"),
        packed(b"0" * 9 * MEGABYTE),
        packed(b"x", b"/Filter/FlateDecode/X(obj)"),
        packed(b"x").replace(b"stream\n", b"stream\r", 1),
        packed(b"x").replace(b"/ObjStm", b"/Obj#53tm"),
    ],
    ids=range(10),
)
def test_what_is_packed_is_looked_into_or_taken_for_the_worst(content):
    hidden = besides(content)
    assert hidden is (None if b"Obj#53tm" in content else Besides.ACTIVE)


def test_a_large_one_is_looked_through_at_once():
    pages = pdf(b"", b"<</Length 9>>stream\n%s\nendstream" % (bytes(range(256)) * 90_000))
    many = pdf(b"", *[b"<</Type/ObjStm/N 1/First 4/Length 1>>stream\n \nendstream"] * 3000)
    begun = time.process_time()
    assert besides(pages) is None
    assert besides(many) is Besides.ACTIVE
    assert time.process_time() - begun < 5


@given(st.binary(max_size=500), st.sampled_from([b"", b"/Type/ObjStm", b"/Filter/FlateDecode", b"stream\n", b"#"]))
def test_no_bytes_break_it(content, among):
    assert besides(content + among + content) in {None, *Besides}
