import codecs
import csv
import zipfile
from io import BytesIO, StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loanmanager.exchange import sheets
from loanmanager.exchange.errors import Empty, NoHeader, NotASheet, OpenQuote, SheetError, TooBig, UnknownEncoding
from loanmanager.exchange.sheets import Row, read_sheet, sheet_of
from tests.exchange.files import BOM, SNIPE_SAMPLE, sheet, snipe_french

FRENCH = "Étiquette;Modèle;Prix d'achat\r\nPO-1;Éclair à l'été;1 234,56\r\nPO-2;Gâteau;99,00\r\n"


def test_a_mark_is_no_part_of_the_first_header():
    read = read_sheet(BOM + SNIPE_SAMPLE.encode())
    assert read.headers[0] == "Company"
    assert (read.encoding, read.encoding_sure, read.delimiter, len(read.rows)) == ("utf-8", True, ",", 3)
    assert next(iter(read.column("Model"))) == 'NoteBook 13"'


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "mac_roman", "cp850"])
def test_french_sheets_of_every_age_are_read(encoding):
    read = read_sheet(FRENCH.encode(encoding))
    assert read.headers == ("Étiquette", "Modèle", "Prix d'achat")
    assert read.rows[0].cells == ("PO-1", "Éclair à l'été", "1 234,56")
    assert read.delimiter == ";"
    assert read.encoding_sure is (encoding == "utf-8")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Имя;Фамилия\nИван;Петров\nОльга;Смирнова\n"),
        ("cp1256", "الاسم;اللقب\nمحمد;حسين علي\n"),
        ("gb18030", "姓名;电话\n王小明;514\n李小龙;123\n"),
        ("shift_jis", "名前;電話\n田中太郎;03\nさくら;04\n"),
    ],
)
def test_other_scripts_are_guessed(encoding, text):
    read = read_sheet(text.encode(encoding))
    assert ";".join(read.headers) == text.split("\n")[0]
    assert not read.encoding_sure


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_excels_unicode_text_is_read(mark, encoding):
    read = read_sheet(mark + "Tag\tModèle\r\nLT-1\tPortable\r\n".encode(encoding))
    assert (read.headers, read.rows[0].cells, read.delimiter) == (("Tag", "Modèle"), ("LT-1", "Portable"), "\t")
    assert read.encoding == encoding
    assert read.encoding_sure is bool(mark)


def test_an_encoding_and_a_delimiter_can_be_asked_for():
    read = read_sheet("Imię,Nazwisko;x\nŻaneta,Błąd;y".encode("cp1250"), encoding="cp1250", delimiter=",")
    assert read.headers == ("Imię", "Nazwisko;x")
    assert read.encoding_sure
    for wrong in ("no-such", "rot13", "undefined", "a\0b"):
        with pytest.raises(UnknownEncoding) as caught:
            read_sheet(b"a,b\n1,x", encoding=wrong)
        assert caught.value.encoding == wrong


def test_a_few_broken_bytes_do_not_turn_utf8_into_something_else():
    read = read_sheet("Prénom,Été\nZoé,é\nÉlise,à\n".encode() + b"Jos\xe9,x\n")
    assert (read.encoding, read.encoding_sure, read.replaced) == ("utf-8", False, 1)
    assert read.rows[1].cells == ("Élise", "à")


def test_a_long_file_is_guessed_by_the_lines_that_tell():
    data = b"Tag;Name\n" + b"LT-1;plain\n" * 9000 + "LT-2;Zoé à Québec\n".encode("cp1252") * 9000
    assert read_sheet(data).encoding == "cp1252"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_and_quoted_line_breaks(end):
    read = read_sheet(end.join(["Tag,Notes", f'A,"one{end}two"', "", "B,three", ",", ""]).encode())
    assert read.rows == (Row(2, ("A", f"one{end}two")), Row(5, ("B", "three")))


def test_ragged_rows_are_filled_or_told():
    read = sheet("Tag,Make,,", "A", "B,x,,,", "C,x,y,,z", " ,,")
    assert read.headers == ("Tag", "Make")
    assert read.rows == (Row(2, ("A", "")), Row(3, ("B", "x")), Row(4, ("C", "x"), ("y", "z")))
    assert read.long_lines == (4,)


def test_blank_lines_before_the_header_and_nuls_do_not_matter():
    read = read_sheet(b"\n ,\nTa\0g,Make\nA\0,x\n")
    assert (read.headers, read.header_line, read.rows) == (("Tag", "Make"), 3, (Row(4, ("A", "x")),))


def test_headers_that_repeat_are_kept_by_position_and_secrets_are_not_kept():
    read = read_sheet(snipe_french().encode())
    assert [header for header in read.headers if header.startswith(("Ville", "Adresse"))] == [
        "Adresse", "Adresse (2)", "Ville", "Adresse (3)", "Adresse (4)", "Ville (2)",
    ]  # fmt: skip
    assert "Type" in read.headers
    assert read.dropped_headers == ("Code PIN", "Mot de passe admin")
    assert not any("hunter2" in row.cells or "1234" in row.cells for row in read.rows)
    assert len(read.rows[0].cells) == len(read.headers)


def test_a_column_without_a_name_is_named_by_its_letter():
    assert sheet("Tag,,C,c", "A,x,y,z").headers == ("Tag", "B", "C", "c")
    assert sheet("Tag,,B", "A,x,y").headers == ("Tag", "B", "B (2)")
    assert sheet("City (2),City,City", "a,b,c").headers == ("City (2)", "City", "City (3)")


def test_columns_are_found_by_header():
    read = sheet("Tag,Make", "A,x", "B,y")
    assert (read.index("Make"), read.index("?"), list(read.column("Make")), list(read.column("?"))) == (
        1,
        None,
        ["x", "y"],
        [],
    )
    assert read == sheet("Tag,Make", "A,x", "B,y")
    assert hash(read) == hash(sheet("Tag,Make", "A,x", "B,y"))


@pytest.mark.parametrize(
    ("text", "delimiter", "headers"),
    [
        ("Nom;Prix\nPortable;1 234,56\nBorne;9,99\n", ";", ("Nom", "Prix")),
        ("Nom;Ville, Province;Tel\nRoy;Gaspé, QC;1\nCôté;Lévis, QC;2\n", ";", ("Nom", "Ville, Province", "Tel")),
        ("Tag,Notes\nA,one; two; three\nB,four; five\n", ",", ("Tag", "Notes")),
        ("a|b|c\nx|y|z\n", "|", ("a", "b", "c")),
        ('Tag\tNotes\nA\t"one, two"\nB\tthree, four\n', "\t", ("Tag", "Notes")),
        ("Tag\nLT-1\nLT-2\n", ",", ("Tag",)),
        ("sep=;\r\na,b;c\r\nx;y\r\n", ";", ("a,b", "c")),
        ('Tag, Notes\nA, "one, two"\n', ",", ("Tag", "Notes")),
        ("a;b;c;d\nx;y;z\nx;y;z;w\nx;y;z;w\nx;y;z;w;v\n", ";", ("a", "b", "c", "d")),
    ],
)
def test_the_delimiter_is_the_one_that_the_rows_agree_on(text, delimiter, headers):
    read = read_sheet(text.encode())
    assert (read.delimiter, read.headers) == (delimiter, headers)
    assert all(not row.extra for row in read.rows) or "v" in text


def test_lines_are_counted_after_a_line_that_names_the_delimiter():
    assert read_sheet(b"sep=;\r\na;b\r\nx;y\r\n").rows == (Row(3, ("x", "y")),)


def test_a_delimiter_is_found_in_a_sample_that_ends_within_a_row():
    row = "x" * 5000 + ";y\n"
    assert read_sheet(("a;b\n" + row * 60).encode()).delimiter == ";"
    assert read_sheet(("a;b\n" + "x;y\n" * 70000).encode()).delimiter == ";"


def _xlsx(name: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>" * 900)
        archive.writestr(name, "x" * 100)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "looks_like"),
    [
        (_xlsx("xl/workbook.xml"), "xlsx"),
        (_xlsx("word/document.xml"), "docx"),
        (_xlsx("other.txt"), "zip"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "xls"),
        (b"SQLite format 3\0....", "sqlite"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\n<html><table>", "html"),
        (BOM + b"<!DOCTYPE html>", "html"),
        (b"<?xml version='1.0'?>", "xml"),
        (b'[\n {"tag": 1}]', "json"),
        (b'{"tag": 1}', "json"),
        (bytes(range(1, 32)) * 30, "binary"),
    ],
)
def test_what_is_no_sheet_is_named(data, looks_like):
    with pytest.raises(NotASheet) as caught:
        read_sheet(data)
    assert caught.value.looks_like == looks_like


@pytest.mark.parametrize("data", [b"", b"\n\n , ,\r", BOM, codecs.BOM_UTF16_LE, b"Password\nhunter2"])
def test_nothing_is_empty(data):
    with pytest.raises(Empty):
        read_sheet(data)


@pytest.mark.parametrize("row", ["1,2023-01-05,Zoé", "Amina,Diallo,amina@example.org,x,y", "514 555-0101", "-,--"])
def test_a_first_row_of_values_is_no_header(row):
    with pytest.raises(NoHeader) as caught:
        sheet("", row, "a,b,c")
    assert (caught.value.line, caught.value.first_row) == (2, tuple(row.split(",")))


def test_limits_are_told_in_their_unit(monkeypatch):
    with pytest.raises(TooBig) as caught:
        read_sheet(b"a,b\n1,2", max_bytes=3)
    assert (caught.value.size, caught.value.limit, caught.value.unit) == (7, 3, "bytes")
    with pytest.raises(TooBig) as caught:
        sheet("a," * 16400 + "b")
    assert caught.value.unit == "columns"
    monkeypatch.setattr(sheets, "MAX_CELLS", 4)
    assert len(sheet("a,b", "1,x", "2,y").rows) == 2
    with pytest.raises(TooBig) as caught:
        sheet("a,b", "1,x", "2,y", "3,z")
    assert (caught.value.size, caught.value.unit) == (6, "cells")


@pytest.mark.parametrize(
    "tail", ['B,"never closed', 'B,"never closed\nC,x\nD,y\n', 'B,"' + "x\n" * 80000, 'B,"a"x\nC,"no"d,"']
)
def test_a_quotation_mark_that_is_never_closed_is_found(tail):
    with pytest.raises(OpenQuote) as caught:
        read_sheet(("Tag,Notes\nA,x\n" + tail).encode(), delimiter=",")
    assert caught.value.line == (4 if "C," in tail and "no" in tail else 3)


def test_rows_of_other_kinds_of_file_make_a_sheet_too():
    made = sheet_of([(4, ["", ""]), (5, ["Tag", "PIN"]), (6, ["A", "1234"]), (9, ["B"])])
    assert (made.headers, made.rows, made.dropped_headers) == (("Tag",), (Row(6, ("A",)), Row(9, ("B",))), ("PIN",))


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
@example(b'"')
@example(b"sep=,")
@example(b"\xff\xfe\0")
@settings(max_examples=400, deadline=None)
def test_no_bytes_raise_anything_but_a_sheet_error(data):
    try:
        read = read_sheet(data)
    except SheetError:
        return
    assert read.headers
    assert len(set(read.headers)) == len(read.headers)
    assert all(len(row.cells) == len(read.headers) for row in read.rows)
    lines = [row.line for row in read.rows]
    assert lines == sorted(set(lines))


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t"), max_size=12)


@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8), st.sampled_from(",;\t|"), st.sampled_from(["utf-8", "utf-16"])
)
@settings(max_examples=200, deadline=None)
def test_what_a_program_wrote_is_what_is_read(rows, delimiter, encoding):
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("Tag", "Make", "Model"), *rows])
    read = read_sheet(file.getvalue().encode(encoding), delimiter=delimiter)
    assert [row.cells for row in read.rows] == [row for row in rows if any(map(str.strip, row))]


def test_a_cell_without_end_is_no_reason_to_fail_at_finding_the_delimiter():
    with pytest.raises(OpenQuote):
        read_sheet(('Tag,Notes\nA,"' + "x" * 140_000).encode())
