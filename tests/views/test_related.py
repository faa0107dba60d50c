from kg.model import ClaimRelation, RelationKind, RelationMethod
from kg.views.marks import glyph
from kg.views.related import AFTER, BEFORE, CONTRADICTS, claim_key, related
from tests.views.generated import generated


def relation(first, second, kind):
    pair = (first, second) if kind is RelationKind.UPDATE else sorted((first, second))
    return ClaimRelation(*pair, kind, RelationMethod.QUANTITY, 1.0, "80 and 130: wagon | lose")


def test_both_sides_of_a_relation():
    records = generated(40)
    one, two, three = (claim_key(r, r.claims[0].id) for r in records[:3])
    found = related(
        records,
        [relation(one, two, RelationKind.UPDATE), relation(one, three, RelationKind.CONTRADICTS)],
    )
    assert [(o.how, o.claim) for o in found[one]] == [(CONTRADICTS, three), (AFTER, two)]
    assert [(o.how, o.claim) for o in found[two]] == [(BEFORE, one)]
    other = found[two][0]
    assert other.text == records[0].claims[0].text
    assert other.lang == records[0].document.language
    assert other.glyph == glyph(records[0].agent_of(records[0].attributions[0]))
    assert other.document == "The Example Gazette"
    assert other.day == "1 Feb 2024"
    assert other.why == "80 and 130"


def test_claims_that_are_not_here_are_left_out():
    records = generated(20)
    key = claim_key(records[0], records[0].claims[0].id)
    assert related(records, [relation(key, "nowhere-0", RelationKind.EQUIVALENT)]) == {}
    assert related(records, []) == {}
