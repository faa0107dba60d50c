"""Names as users remember them, decisions that they make, and tables of aliases."""

import datetime
import io

import pytest

from kg.errors import DecisionError, InputError, NotFoundError
from kg.query.aliases import export_aliases, import_aliases, read_aliases
from kg.query.audit import audit
from kg.query.decisions import explain, meant, merge, rename, split, undo
from kg.query.sources import like, sources
from kg.store.documents import put
from kg.store.identities import decisions
from kg.store.oxigraph import memory_store
from kg.store.validate import problems
from tests.store.spoken import spoken

NOW = datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.UTC)
P, B = "person", "government body"


@pytest.fixture
def world():
    documents = [
        [("Trump", "Donald Trump", P)], [("Donald J. Trump", P)], [("Ivanka Trump", P)],
        [("Kazakh Foreign Ministry", B)], [("Kazakhstan's Ministry of Foreign Affairs", B)],
        [("FBI", B), ("Ford Motor Company", "company"), ("Gerald Ford", P)],
    ]  # fmt: skip
    with memory_store() as store:
        for number, sayings in enumerate(documents):
            put(store, spoken(f"d{number}", *sayings))
        yield store


def names(store):
    return {one.name: set(one.names) for one in sources(store)}


@pytest.mark.parametrize(
    "name",
    [
        "Foreign Ministry of Kazakhstan",
        "kazakh foreign ministry",
        "Ministry of Foreign Affairs of Kazakhstan",
        "The Kazakh Foreign Ministry",
        "Foreign Affairs",
    ],
)
def test_the_audit_finds_all_forms(world, name):
    rows = audit(world, name)
    assert {row.source for row in rows} == {"Kazakhstan's Ministry of Foreign Affairs"}
    assert {row.named_as for row in rows} == {
        "Kazakh Foreign Ministry", "Kazakhstan's Ministry of Foreign Affairs",
    }  # fmt: skip


def test_a_name_that_could_be_several_lists_them(world):
    with pytest.raises(NotFoundError, match=r"Ford Motor Company \(company\), Gerald Ford"):
        meant(world, "Ford")
    assert meant(world, "Ford (person)").name == "Gerald Ford"
    with pytest.raises(NotFoundError, match="did you mean 'Gerald Ford'"):
        meant(world, "Gerard Fort")
    assert {one.name for one in like(world, "trump")} == {"Donald J. Trump", "Ivanka Trump"}


def test_merge_rename_undo(world):
    before = set(world.quads())
    merge(world, "Gerald Ford", "FBI", NOW)
    rename(world, "fbi", "Both of them", NOW)
    assert names(world)["Both of them"] == {"Gerald Ford", "FBI"}
    assert {row.source for row in audit(world, "both of them")} == {"Both of them"}
    assert list(problems(world)) == []
    assert explain(world, "Gerald Ford", "FBI").same
    assert [one.number for one in decisions(world)] == [1, 2]
    undo(world)
    undo(world)
    assert set(world.quads()) == before
    with pytest.raises(DecisionError, match="no decision"):
        undo(world)


def test_split_is_obeyed_by_later_documents(world):
    split(world, "Donald Trump", "Donald J. Trump", NOW)
    put(world, spoken("late", ("Donald Trump", P)))
    assert names(world)["Donald Trump"] == {"Donald Trump"}
    assert not explain(world, "Donald Trump", "Donald J. Trump").same
    undo(world)
    split(world, "Donald J. Trump", None, NOW)
    assert names(world)["Donald J. Trump"] == {"Donald J. Trump"}


def test_decisions_that_contradict_are_refused_with_the_reason(world):
    split(world, "Gerald Ford", "FBI", NOW)
    with pytest.raises(DecisionError, match=r"are two .* undo that first"):
        merge(world, "FBI", "Gerald Ford", NOW)
    undo(world)
    merge(world, "Gerald Ford", "FBI", NOW)
    with pytest.raises(DecisionError, match=r"are one .* undo that first"):
        split(world, "Gerald Ford", "FBI", NOW)
    with pytest.raises(DecisionError, match="one already"):
        merge(world, "FBI", "Gerald Ford", NOW)
    with pytest.raises(DecisionError, match="one name"):
        split(world, "FBI", "F.B.I.", NOW)
    with pytest.raises(DecisionError, match="empty"):
        rename(world, "FBI", " ", NOW)


def table(text):
    return read_aliases(io.StringIO(text), "aliases.csv")


ALIASES = """name,kind,canonical,wikidata
FBI,,Federal Bureau of Investigation,Q8333
Gerald Ford,person,Gerald R. Ford,Q9582
=cmd,company,Ford Motor Company,
"""


def test_a_table_of_aliases(world):
    assert import_aliases(world, table(ALIASES), "aliases.csv", NOW) == 5
    assert import_aliases(world, table(ALIASES), "aliases.csv", NOW) == 0
    found = {one.name: one.item for one in sources(world)}
    assert found["Federal Bureau of Investigation"] == "Q8333"
    assert found["Gerald R. Ford"] == "Q9582"
    assert list(problems(world)) == []
    put(world, spoken("late", ("=cmd", "company")))
    assert names(world)["Ford Motor Company"] == {"=cmd", "Ford Motor Company"}
    stream = io.StringIO()
    export_aliases(world, stream)
    assert "\n'=cmd,company,Ford Motor Company,\n" in stream.getvalue()
    again = table(stream.getvalue())
    assert "=cmd" in {alias.name for alias in again}
    assert import_aliases(world, again, "again.csv", NOW) >= 0
    assert list(problems(world)) == []
    undo(world)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 1: no column 'name'"),
        ("name,kind\nx,y\n", "line 1: no column 'canonical'"),
        ("name,kind,canonical\n,person,x\n", "line 2: no name"),
        ("name,kind,canonical\nx,person,\n", "line 2: no canonical"),
        ("name,kind,canonical\nx,robot,y\n", "line 2: 'robot' is no kind"),
        ("name,kind,canonical,wikidata\nx,,y,42\n", "line 2: '42' is no item"),
        ("name,kind,canonical\nx,,y,z,z\n", "line 2: more cells"),
        ("name,kind,canonical,wikidata\nx,,y,Q1\nz,,w,Q1\n", "line 3: Q1 is 'y'"),
        ("name,kind,canonical,wikidata\nx,,y,Q1\nz,,y,Q2\n", "line 3: 'y' is Q1"),
    ],
)
def test_a_table_with_mistakes_names_line_and_reason(text, reason):
    with pytest.raises(InputError, match=reason):
        table(text)


def test_a_table_against_a_decision_changes_nothing(world):
    split(world, "FBI", "Gerald Ford", NOW)
    before = set(world.quads())
    aliases = table("name,kind,canonical\nx,,y\nFBI,,Gerald Ford\n")
    with pytest.raises(InputError, match=r"aliases.csv, line 3: .* undo that first"):
        import_aliases(world, aliases, "aliases.csv", NOW)
    assert set(world.quads()) == before
