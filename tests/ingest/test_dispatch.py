import pytest

from kg.errors import InputError
from kg.ingest import find_inputs, read_documents


class Told(list):
    """Collects what the callbacks are told."""

    @property
    def text(self):
        return "\n".join(map(str, self))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b.txt").write_text("Text b")
    (tmp_path / "a.txt").write_text("Text a")
    (tmp_path / "c.JSONL").write_text(
        '{"id": "c", "text": "Text c"}\n{"id": "d", "text": "Text d"}'
    )
    (tmp_path / "note.pdf").write_text("%PDF")
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "e.txt").write_text("Text e")
    return tmp_path


def test_folder_is_sorted_and_says_what_it_leaves_out(folder):
    errors, skipped = Told(), Told()
    found = find_inputs([folder], on_error=errors.append, on_skip=skipped.append)
    assert [path.name for path in found] == ["a.txt", "b.txt", "c.JSONL"]
    assert [path.name for path in skipped] == ["note.pdf", "sub"]
    assert not errors


def test_recursive(folder):
    found = find_inputs([folder], recursive=True, on_error=Told().append)
    assert [path.name for path in found] == ["a.txt", "b.txt", "c.JSONL", "e.txt"]


def test_named_twice_is_read_once(folder):
    found = find_inputs([folder / "a.txt", folder], on_error=Told().append)
    assert [path.name for path in found] == ["a.txt", "b.txt", "c.JSONL"]


@pytest.mark.parametrize(
    ("name", "reason"), [("missing.txt", "no such file"), ("note.pdf", "unknown format")]
)
def test_named_files_must_be_readable(folder, name, reason):
    errors = Told()
    assert find_inputs([folder / name], on_error=errors.append) == []
    assert name in errors.text
    assert reason in errors.text


def test_one_bad_file_among_good_ones(folder):
    (folder / "aa.txt").write_bytes(b"\xff\x00\xff")
    (folder / "ab.txt").write_bytes(b"")
    (folder / "d.jsonl").write_text('{"id": "x"}\n{"id": "f", "text": "Text f"}')
    errors = Told()
    files = find_inputs([folder], on_error=errors.append)
    documents = list(read_documents(files, max_text=100, on_error=errors.append))
    assert [document.text[-1] for document in documents] == ["a", "b", "c", "d", "f"]
    assert all(isinstance(error, InputError) for error in errors)
    assert [error.name.rsplit("/")[-1] for error in errors] == [
        "aa.txt",
        "ab.txt",
        "d.jsonl, line 1",
    ]
