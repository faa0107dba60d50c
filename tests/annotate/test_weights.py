"""Weights that fit the code are loaded, others refused."""

from __future__ import annotations

import json

import pytest

from kg.annotate.tagger import default_folder
from kg.annotate.weights import FILES, folder_hash, load_weights
from kg.errors import ConfigurationError


@pytest.fixture
def folder(tmp_path):
    """A copy of the package's weights; the large files are links."""
    for name in FILES:
        if name == "meta.json":
            (tmp_path / name).write_bytes((default_folder() / name).read_bytes())
        else:
            (tmp_path / name).symlink_to(default_folder() / name)
    return tmp_path


def changed(folder, **facts):
    path = folder / "meta.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **facts}), "utf-8")
    return folder


def test_the_package_has_weights():
    weights = load_weights(default_folder())
    assert weights.name.startswith("attribution-v1 ")
    assert sum((default_folder() / name).stat().st_size for name in FILES) < 30_000_000


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("features", "other"),
        ("labels", {"flat": ["O"], "linked": ["O"]}),
        ("columns", {"shape": 2}),
        ("relations", {}),
        ("reach", [1, 1]),
    ],
)
def test_weights_of_other_features_are_refused(folder, key, value):
    with pytest.raises(ConfigurationError, match=f"other {key}"):
        load_weights(changed(folder, **{key: value}))


@pytest.mark.parametrize("name", FILES)
def test_missing_files_are_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(ConfigurationError, match=name):
        load_weights(folder)


@pytest.mark.parametrize("name", FILES)
def test_damaged_files_are_told(folder, name):
    (folder / name).unlink()
    (folder / name).write_bytes(b"{nothing}")
    with pytest.raises(ConfigurationError, match="damaged"):
        load_weights(folder)


def test_the_hash_is_that_of_the_content(folder):
    before = folder_hash(folder)
    assert before == folder_hash(default_folder())
    assert folder_hash(changed(folder, more=1)) != before
