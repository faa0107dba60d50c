import datetime
import gzip
import json

import pytest

from kg.errors import InputError
from kg.ingest.jsonl import parse_record, read_jsonl
from kg.model import Document


def test_fields_are_kept():
    record = {
        "id": "a/1",
        "text": "  “Yes,” it said.\r\n",
        "title": "T",
        "publisher": "P",
        "author": "A",
        "date": "2020-02-29",
        "url": "https://example.org/a",
        "language": "en-GB",
        "attributions": [],
    }
    assert parse_record(json.dumps(record), "f", 100) == Document(
        id="a/1",
        text="  “Yes,” it said.\r\n",
        title="T",
        publisher="P",
        author="A",
        date=datetime.date(2020, 2, 29),
        url="https://example.org/a",
        language="en-GB",
    )


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2020-01-02T23:59:00Z", datetime.date(2020, 1, 2)),
        ("2020-01-02T00:30:00+05:00", datetime.date(2020, 1, 2)),
        (None, None),
        ("", None),
    ],
)
def test_dates(date, expected):
    record = json.dumps({"id": "a", "text": "x", "date": date})
    assert parse_record(record, "f", 100).date == expected


def test_header_in_the_text_gives_date_and_start():
    document = parse_record('{"id": "a", "text": "date 2020-01-02 It rained."}', "f", 100)
    assert (document.date, document.body_start) == (datetime.date(2020, 1, 2), 16)
    dated = parse_record(
        '{"id": "a", "date": "2021-01-01", "text": "date 2020-01-02 It rained."}', "f", 100
    )
    assert (dated.date, dated.body_start) == (datetime.date(2021, 1, 1), 16)


def test_number_as_id():
    assert parse_record('{"id": 7, "text": "x"}', "f", 100).id == "7"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not a JSON object"),
        ('{"text": "x"}', '"id" is missing'),
        ('{"id": "", "text": "x"}', '"id" is empty'),
        ('{"id": true, "text": "x"}', '"id" is not a string'),
        ('{"id": "a"}', '"text" is missing'),
        ('{"id": "a", "text": 3}', '"text" is not a string'),
        ('{"id": "a", "text": " "}', '"text" is empty'),
        ('{"id": "a", "text": "a\\u0000b"}', "NUL"),
        ('{"id": "a", "text": "a\\ud800b"}', "half a surrogate pair at character 1"),
        ('{"id": "a", "text": "x", "date": "soon"}', "\"date\" is 'soon'"),
        ('{"id": "a", "text": "x", "date": 20200101}', '"date" is 20200101'),
        ('{"id": "a", "text": "x", "title": ["t"]}', '"title" is not a string'),
        ('{"id": "a", "text": "' + "x" * 101 + '"}', "101 characters"),
    ],
)
def test_no_article(line, reason):
    with pytest.raises(InputError) as caught:
        parse_record(line, "f, line 3", 100)
    assert str(caught.value).startswith("f, line 3")
    assert reason in str(caught.value)


@pytest.mark.parametrize("packed", [False, True])
def test_bad_lines_do_not_stop_the_rest(tmp_path, packed):
    lines = [
        b'{"id": "1", "text": "a"}',
        b"\xff\xfe\x00",
        b"",
        b"nonsense",
        b'{"id": "2", "text": "b"}',
    ]
    path = tmp_path / ("a.jsonl.gz" if packed else "a.jsonl")
    data = b"\n".join(lines)
    path.write_bytes(gzip.compress(data) if packed else data)
    items = list(read_jsonl(path, 100))
    assert [i.id for i in items if isinstance(i, Document)] == ["1", "2"]
    assert [i.name.rsplit(", ")[-1] for i in items if isinstance(i, InputError)] == [
        "line 2",
        "line 4",
    ]


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_empty_file(tmp_path, data):
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    with pytest.raises(InputError, match="no text in it"):
        list(read_jsonl(path, 100))


def test_torn_gzip_gives_what_was_read_and_an_error(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    line = json.dumps({"id": "1", "text": "a" * 50}).encode() + b"\n"
    path.write_bytes(gzip.compress(line * 2000)[:-20])
    with pytest.raises(InputError, match="cannot be read"):
        list(read_jsonl(path, 100))
