import string
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Agent, AgentKind, Document, Entity
from kg.model.identifiers import digest, squeeze, text_hash

words = st.text(max_size=20).filter(lambda t: t.isprintable())


def test_known_values_never_change():
    """Every store that exists relies on these."""
    assert digest("document", "a", "b") == "9476047583abe27cd874a97f4207f6d0"
    assert text_hash("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


@given(st.lists(words, max_size=4), st.lists(words, max_size=4))
def test_different_parts_different_keys(a, b):
    assert (digest(*a) == digest(*b)) == (a == b)
    assert len(digest(*a)) == 32
    assert set(digest(*a)) <= set(string.hexdigits.lower())


@given(words)
def test_squeeze_is_a_normal_form(text):
    once = squeeze(text)
    assert squeeze(once) == once
    assert once == once.strip()
    assert unicodedata.is_normalized("NFC", once)


def test_metadata_may_change_text_may_not():
    document = Document("a", "text")
    assert Document("a", "text", title="T").key == document.key
    assert Document("a", "text.").key != document.key
    assert Document("b", "text").key != document.key


def test_unnamed_agents_belong_to_their_document():
    def official(scope):
        return Agent("senior official", AgentKind.PERSON, named=False, scope=scope)

    assert official("d1").key != official("d2").key
    assert Agent("Reuters", AgentKind.MEDIA_OUTLET).key == Agent("Reuters", "media outlet").key
    assert Agent("Reuters", AgentKind.MEDIA_OUTLET).key != Agent("Reuters", AgentKind.COMPANY).key


def test_entities_ignore_case():
    assert Entity("The Country").key == Entity("the country").key
