import pytest

from kg.errors import NotFoundError
from kg.model import ClaimRelation, RelationKind, RelationMethod
from kg.views.comparison import COLUMNS, comparison_page
from kg.views.related import claim_key, related
from tests.views.generated import generated


def test_only_statements_with_all_words_verbatim(seed_record):
    page = comparison_page([seed_record], "death toll")
    assert page.count("the death toll which was 44 on Friday, significantly increased") == 2
    assert "armed aggression" not in page
    assert "Khabar 24" in page


def test_words_begin_where_words_begin(seed_record):
    with pytest.raises(NotFoundError, match="no statement about 'eath'"):
        comparison_page([seed_record], "eath")
    with pytest.raises(NotFoundError):
        comparison_page([seed_record], " ")


def test_a_column_a_source_and_one_for_the_rest():
    page = comparison_page(generated(300), "the")
    head = page[page.index("<thead>") : page.index("</thead>")]
    assert head.count("<th") == 1 + 1 + COLUMNS  # thead itself, the day, the sources
    assert ">others<" in head


def test_contradictions_stand_side_by_side_once():
    records = generated(40)
    pair = sorted(claim_key(r, r.claims[0].id) for r in records[:2])
    relation = ClaimRelation(
        *pair, RelationKind.CONTRADICTS, RelationMethod.POLARITY, 1.0, "negated by one: x"
    )
    page = comparison_page(records, "the", related(records, [relation]))
    assert page.count('<div class="sign"') == 1
    assert "negated by one" in page
    assert "Agreements" not in page
