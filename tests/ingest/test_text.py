import datetime

import pytest

from kg.errors import InputError
from kg.ingest.text import document_id, read_text, split_header
from kg.resources import resource
from tests.gold import SEED


@pytest.mark.parametrize(
    ("text", "date", "begins"),
    [
        (" date 2022-01-10 Kazakhstan’s law", "2022-01-10", "Kazakhstan"),
        ("Date: 2021-12-31\n\nThe text", "2021-12-31", "The text"),
        ("date 2022-13-40 No such day", None, "date 2022"),
        ("The date 2022-01-10 was set", None, "The date"),
        ("date 2022-01-10", None, "date"),  # nothing but a header: then it is the text
        ("dated 2022-01-10 or so", None, "dated"),
        ("", None, ""),
    ],
)
def test_header(text, date, begins):
    found, start = split_header(text)
    assert found == (datetime.date.fromisoformat(date) if date else None)
    assert text[start:].startswith(begins)


def test_seed_is_read_unchanged():
    path = resource("seeds", f"{SEED}.txt")
    (document,) = read_text(path, 10_000)
    assert document.id == SEED
    assert document.text.encode("utf-8") == path.read_bytes()
    assert document.date == datetime.date(2022, 1, 10)
    assert document.text[document.body_start :].startswith("Kazakhstan’s law enforcement will")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no text in it"),
        (b" \n\t\n", "no text in it"),
        (b"\xef\xbb\xbf", "no text in it"),
        (b"PK\x03\x04\x00\x00", "a binary file"),
        (b"caf\xe9 said", "not UTF-8 text (byte 3 is 0xe9)"),
        ("Она сказала".encode("utf-16"), "UTF-16"),
        (b"x" * 101, "101 characters; 100 are read at most"),
        (b"x" * 1000, "longer than 403 bytes"),
    ],
)
def test_no_article(tmp_path, content, reason):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        list(read_text(path, 100))
    assert reason in str(caught.value)
    assert str(path) in str(caught.value)


def test_unreadable(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        list(read_text(tmp_path / "missing.txt", 100))


def test_line_ends_and_marks_stay(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffOne\r\ntwo\rthree\u2028four é".encode())
    (document,) = read_text(path, 100)
    assert document.text == "One\r\ntwo\rthree\u2028four é"


@pytest.mark.parametrize(
    ("name", "expected"), [("a.txt", "a"), ("a.b.txt", "a.b"), ("a.txt.gz", "a"), ("x.y.z", "x.y")]
)
def test_document_id(tmp_path, name, expected):
    assert document_id(tmp_path / name) == expected
