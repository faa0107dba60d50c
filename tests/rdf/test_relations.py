"""Relations and verdicts to quads and back."""

from hypothesis import given
from hypothesis import strategies as st

from kg.config import DEFAULT_BASE
from kg.model import ClaimRelation, Drift, Judgement, RelationKind, RelationMethod, Verdict
from kg.rdf.iris import Iris
from kg.rdf.relations import read_relations, read_verdicts, relation_quads, verdict_quads
from tests.rdf.strategies import some_texts, spans, texts

HOME = Iris(DEFAULT_BASE)
keys = st.tuples(st.integers(0, 99), st.integers(0, 99)).map("{0[0]:032x}-{0[1]:016x}".format)


@st.composite
def relations(draw):
    kind = draw(st.sampled_from(RelationKind))
    pair = draw(st.lists(keys, min_size=2, max_size=2, unique=True))
    first, second = pair if kind is RelationKind.UPDATE else sorted(pair)
    return ClaimRelation(
        first,
        second,
        kind,
        draw(st.sampled_from(RelationMethod)),
        draw(st.floats(0, 1)),
        draw(some_texts),
        draw(spans("x" * 50)),
        draw(spans("x" * 50)),
        tuple(sorted(draw(st.sets(st.sampled_from(Drift))))),
    )


verdicts = st.builds(
    Verdict,
    keys,
    keys,
    st.sampled_from(RelationKind),
    st.sampled_from(Judgement),
    texts,
    texts,
    st.none() | texts,
    st.none() | texts,
)


@given(st.lists(relations(), unique_by=lambda one: one.key))
def test_relations_come_back(drawn):
    quads = [quad for one in drawn for quad in relation_quads(one, HOME)]
    assert {quad[3] for quad in quads} <= {HOME.relations}
    found = list(read_relations((quad[:3] for quad in quads), HOME))
    assert found == sorted(drawn, key=lambda one: one.key)


@given(st.lists(verdicts, unique_by=lambda one: one.key))
def test_verdicts_come_back(drawn):
    quads = [quad for one in drawn for quad in verdict_quads(one, HOME)]
    assert {quad[3] for quad in quads} <= {HOME.verdicts}
    found = list(read_verdicts((quad[:3] for quad in quads), HOME))
    assert found == sorted(drawn, key=lambda one: one.key)
