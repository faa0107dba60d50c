"""kg claims, kg compare, kg contradictions, kg timeline, and verdicts that outlive a build."""

import json

import pytest

ARTICLES = [
    ("one", "2022-01-10", "The minister said that the dam is safe. The army left, he added."),
    ("two", "2022-01-10", "The engineer said that the dam is not safe."),
    ("three", "2022-01-14", "The minister said that the dam is not safe."),
    ("four", "2022-01-10", "The dam is safe, the minister said."),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    from kg.cli.main import exit_code

    folder = tmp_path_factory.mktemp("dam")
    lines = [json.dumps({"id": i, "date": d, "text": t}) for i, d, t in ARTICLES]
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    arguments = ["build", str(folder / "articles.jsonl"), "--store", str(folder / "kg"), "-q"]
    assert exit_code(arguments) == 0
    return folder / "kg"


def rows(result):
    assert result.code == 0, result.err
    return json.loads(result.out)


def test_claims(kg, store):
    found = rows(kg("claims", "--about", "dam", "--store", store, "-f", "json"))
    assert {row["document"] for row in found} == {"one", "two", "three", "four"}
    found = rows(kg("claims", "--by", "engineer", "--store", store, "-f", "json"))
    assert [row["text"] for row in found] == ["the dam is not safe"]
    late = ("--since", "2022-01-12", "--until", "2022-01-20", "--speech-act", "asserts")
    assert len(rows(kg("claims", *late, "--store", store, "-f", "json"))) == 1
    assert rows(kg("claims", "--min-confidence", "1", "--store", store, "-f", "json")) == []


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("claims", "--since", "yesterday"), "2022-01-05"),
        (("claims", "--speech-act", "sings"), "asserts"),
        (("claims", "--by", "nobody at all"), "no source"),
        (("compare", "no such words"), "no claim"),
        (("compare", "the dam"), "claims have these words"),
        (("claims", "reject", "123"), "no relation"),
        (("timeline", "--by", "nobody at all"), "no source"),
    ],
)
def test_wrong_input_is_told_in_words(kg, store, arguments, word):
    result = kg(*arguments, "--store", store)
    assert result.code in (1, 2)
    assert word in " ".join(result.err.split())


def test_compare(kg, store):
    said = rows(kg("claims", "--by", "engineer", "--store", store, "-f", "json"))[0]
    document, _, claim = said["claim"].partition("-")
    short = f"{document[:8]}-{claim[:8]}"
    assert short in kg("claims", "--store", store).out
    result = kg("compare", short, "--store", store, "-f", "json")
    assert {row["kind"] for row in rows(result)} == {"contradicts", "equivalent"}
    assert "2 outlets, 2 origins" in result.err


def test_timeline(kg, store):
    changed = rows(kg("timeline", "--changes", "--store", store, "-f", "json"))
    assert [row["changed"] for row in changed] == [None, None, "changed"]
    assert [row["position"] for row in changed] == ["says", "says", "says not"]


def test_verdicts_survive_a_rebuild(kg, store, tmp_path):
    found = rows(kg("contradictions", "--store", store, "-f", "json"))
    assert {row["method"] for row in found} == {"polarity"}
    first, *others = found
    assert kg("claims", "reject", first["relation"], "--note", "no", "--store", store).code == 0
    left = rows(kg("contradictions", "--store", store, "-f", "json"))
    assert left == others
    assert kg("rm", first["first_document"], "--store", store).code == 0
    articles = store.parent / "articles.jsonl"
    assert kg("build", articles, "--store", store, "-q").code == 0
    assert rows(kg("contradictions", "--store", store, "-f", "json")) == others
    assert kg("claims", "confirm", first["relation"], "--store", store).code == 0
    again = rows(kg("contradictions", "--store", store, "-f", "json"))
    assert {row["relation"]: row["verdict"] for row in again}[first["relation"]] == "confirmed"
    assert kg("validate", "--store", store).code == 0
