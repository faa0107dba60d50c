import pytest

from kg.identity.agents import Known, Sort, bearers, sort_of_name
from kg.identity.directory import is_short_for, keys
from kg.model import AgentKind


@pytest.mark.parametrize(
    ("name", "kind", "sort"),
    [
        ("Charles Schwab", "company", Sort.BODY),
        ("Lester Holt", "organisation", Sort.PERSON),
        ("Congressional Black Caucus", "person", Sort.BODY),
        ("North Korea", "person", Sort.BODY),
        ("Mexicans", "person", Sort.GROUP),
        ("PolitiFact", "person", Sort.BODY),
        ("McConnell", "person", Sort.PERSON),
        ("Constitution", "document", Sort.DOCUMENT),
        ("Trump", "unknown", Sort.UNKNOWN),
    ],
)
def test_sorts(name, kind, sort):
    assert sort_of_name(name, AgentKind(kind)) is sort


def agents(*counts):
    return [Known(f"{i:032x}", "Trump", AgentKind(k), n) for i, (k, n) in enumerate(counts)]


def test_an_unknown_kind_goes_with_the_one_that_nearly_all_documents_give():
    (one,) = bearers(agents(("person", 1), ("unknown", 5)))
    assert one.sort is Sort.PERSON
    many = bearers(agents(("person", 20), ("organisation", 1), ("unknown", 1)))
    assert [len(one.agents) for one in many if one.sort is Sort.PERSON] == [2]
    unclear = bearers(agents(("person", 3), ("organisation", 2), ("unknown", 1)))
    assert {one.sort for one in unclear} == {Sort.PERSON, Sort.BODY, Sort.UNKNOWN}


def test_every_agent_is_in_one_bearer():
    for counts in (
        [("unknown", 1)],
        [("group", 9), ("person", 1)],
        [("document", 1), ("court", 2)],
    ):
        known = agents(*counts)
        assert sorted(one for b in bearers(known) for one in b.agents) == sorted(known)
    assert bearers([]) == ()


def test_keys_and_short_forms():
    assert "name donald trump" in keys("Donald Trump", AgentKind.PERSON)
    assert is_short_for("clinton", "hillary clinton")
    assert is_short_for("fbi", "federal bureau of investigation")
    assert not is_short_for("clinton", "clinton")
    assert not is_short_for("chelsea", "hillary clinton")
