"""Words that exclude each other, in claims as they are read."""

import pytest

from kg.config import Settings
from kg.model import Document, RelationKind
from kg.pipeline import analyse
from kg.relations.matching import match
from kg.relations.opposites import complement, contrary
from kg.relations.statement import statements_of
from tests.relations.test_decision import DAY, LATER


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"illegal"}, ({"legal"}, True)),
        ({"legal"}, ({"legal"}, False)),
        ({"invaluable"}, ({"invaluable"}, False)),
        ({"unsafe", "illegal"}, ({"unsafe", "illegal"}, False)),
    ],
)
def test_complements(words, found):
    assert complement(frozenset(words)) == found


def test_contraries():
    assert contrary("fall") == ("rise", True)
    assert contrary("rise") == ("rise", False)


def related(nlp, first, second, day=DAY):
    documents = (
        Document("a", f"The ministry said {first}.", date=DAY),
        Document("b", f"The opposition said {second}.", date=day),
    )
    records = analyse(documents, Settings(extractor="rules"), on_error=pytest.fail, nlp=nlp)
    found = list(match(one for record in records for one in statements_of(record)))
    return found[0].kind if found else None


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("the new law is legal", "the new law is illegal", RelationKind.CONTRADICTS),
        ("the new law is not legal", "the new law is illegal", RelationKind.EQUIVALENT),
        ("exports rose by 4 percent", "exports fell by 4 percent", RelationKind.CONTRADICTS),
        ("exports rose by 4 percent", "exports did not fall by 4 percent", None),
        ("the party won 31 seats", "the party lost 31 seats", None),
        ("profits rose by 4 percent in the first quarter",
         "profits rose by 9 percent in the second quarter", None),
        ("the town will be flooded if the dam breaks", "the town will not be flooded", None),
    ],
)  # fmt: skip
def test_in_sentences(nlp, first, second, kind):
    assert related(nlp, first, second) is kind


def test_what_rose_one_day_may_fall_on_another(nlp):
    assert related(nlp, "the river rose", "the river fell", LATER) is None
