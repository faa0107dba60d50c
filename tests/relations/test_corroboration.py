"""Independent origins."""

from kg.relations.corroboration import corroboration
from tests.gold import gold_record
from tests.store.records import small_record


def keys(record, words):
    return {f"{record.document.key}-{c.id}" for c in record.claims if words in c.text}


def test_the_same_named_source_in_two_articles_is_one_origin():
    first, second = small_record(), small_record("again")
    claims = keys(first, "harbour") | keys(second, "harbour")
    found = corroboration(claims, [first, second])
    assert found.outlets == ("The Paper",)
    assert found.origins.count("Port Authority") == 1
    assert found.origins.count("the mayor") == 2
    copied = corroboration(claims, [first, second], {frozenset(("small", "again"))})
    assert copied.origins.count("the mayor") == 1


def test_who_passes_on_the_same_words_is_no_origin():
    record = gold_record()
    found = corroboration(keys(record, "death toll"), [record])
    assert found.origins == ("Kazakh Ministry of Health",)
    assert found.text == "1 outlet, 1 origin"
