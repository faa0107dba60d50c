import datetime
from decimal import Decimal

import pytest
from rdflib import XSD, Literal, URIRef

from kg.errors import QueryError
from kg.query.catalogue import Parameter, list_examples, load_example
from kg.query.run import Table, run, run_example, typed
from kg.store.documents import put
from kg.store.oxigraph import memory_store
from kg.store.rdflib_memory import RdflibStore
from tests.gold import gold_record
from tests.query import corpus
from tests.store.records import small_record, spoken_for

MINISTRY = "Kazakh Foreign Ministry"
HOSTILE = [
    '"} DROP ALL',
    "' } ; DROP ALL #",
    "\\",
    "a\nb",
    '""" }',
    "?x",
    'Kazakhstan" . ?s ?p ?o . FILTER("" = "',
]


def columns(table, *names):
    places = [table.columns.index(name) for name in names]
    return [tuple(row[place] for place in places) for row in table.rows]


def example(store, name, **given):
    return run_example(store, load_example(name), given)


class TestExamples:
    def test_claims_about_finds_the_armed_aggression(self, filled):
        table = example(filled, "claims-about", subject="Kazakhstan")
        assert columns(table, "source", "predicate") == [(MINISTRY, "has been subjected to")]
        ((claim,),) = columns(table, "claim")
        assert "Kazakhstan has been subjected to armed aggression by well-coordinated" in claim
        assert claim.endswith("terrorist groups trained abroad.")

    def test_claims_about_nobody(self, filled):
        assert example(filled, "claims-about", subject="Nobody").rows == ()

    def test_claims_by(self, filled):
        table = example(filled, "claims-by", source=MINISTRY)
        assert len(table.rows) == 8
        assert ("demands", "indirect") in columns(table, "speechAct", "form")
        assert (datetime.date(2022, 1, 10),) in columns(table, "said")

    def test_who_said_whatever_the_case(self, filled):
        table = example(filled, "who-said", words="Armed AGGRESSION by")
        assert columns(table, "source", "id") == [(MINISTRY, "000_4765c3c74fc036d8")]
        assert len(example(filled, "who-said", words="harbour").rows) == 5

    def test_chain_has_every_step_and_the_outermost(self, filled):
        steps = set(columns(example(filled, "chain"), "outermost", "reporter", "source"))
        assert steps == {
            ("Khabar 24", "Khabar 24", "Kazakh Ministry of Health"),
            (MINISTRY, MINISTRY, "preliminary data"),
            (MINISTRY, MINISTRY, "some foreign media"),
            ("The Agency", "The Agency", "the mayor"),
            ("The Agency", "the mayor", "the clerk"),
        }

    def test_denials(self, filled):
        table = example(filled, "denials")
        assert columns(table, "source", "claim", "said") == [
            ("Port Authority", "the harbour would close", datetime.date(2021, 5, 2))
        ]

    def test_unnamed_sources(self, filled):
        found = columns(example(filled, "unnamed-sources"), "source", "kind")
        assert ("the mayor", "person") in found
        assert not {MINISTRY, "Khabar 24", "The Agency"} & {source for source, _ in found}

    def test_sources_are_counted(self, filled):
        table = example(filled, "sources")
        assert columns(table, "source", "kind", "attributions", "documents")[0] == (
            MINISTRY,
            "government-body",
            8,
            1,
        )
        assert sum(count for (count,) in columns(table, "attributions")) == 14 + 4

    def test_documents(self, filled):
        table = example(filled, "documents")
        assert columns(table, "id", "title", "date", "attributions") == [
            ("000_4765c3c74fc036d8", None, datetime.date(2022, 1, 10), 14),
            ("small", None, datetime.date(2021, 5, 4), 5),
        ]

    def test_by_speech_act(self, filled):
        (row,) = columns(example(filled, "by-speech-act", act="speechAct-denies"), "source")
        assert row == ("Port Authority",)

    def test_low_confidence(self, filled):
        table = example(filled, "low-confidence", limit="0.875")
        assert columns(table, "confidence", "source") == [
            (0.25, "the clerk"),
            (0.5, "the mayor"),
        ]

    def test_timeline_is_in_order(self, filled):
        days = columns(example(filled, "timeline"), "said")
        assert days == sorted(days)
        assert len(days) == 4


KNOWN = {
    "subject": "the bridge",
    "source": "Harbour Office",
    "about": "the bridge",
    "principal": "City Hall",
    "from": "2021-01-01",
    "topic": "lamps",
    "words": "the",
    "text": "the bridge will close",
    "claim": str(corpus.names(memory_store())["will", "the bridge will close"]),
}


@pytest.mark.parametrize("one", list_examples(), ids=lambda one: one.name)
def test_two_engines_give_the_same_rows(one):
    """Oxigraph and rdflib share no code: an example that only one of them reads so is wrong."""
    given = {parameter.name: parameter.example for parameter in one.parameters}
    given |= {name: value for name, value in KNOWN.items() if name in given}
    answers = []
    for made in (memory_store(), RdflibStore()):
        with made as store:
            put(store, gold_record())
            put(store, small_record())
            put(store, spoken_for(small_record("voices")))
            put(store, small_record("again"))
            corpus.fill(store)
            corpus.load_cues(store)
            answers.append(run_example(store, one, given))
    assert answers[0] == answers[1]
    assert isinstance(answers[0], Table)
    assert answers[0].rows


class TestParameters:
    @pytest.mark.parametrize("text", HOSTILE)
    @pytest.mark.parametrize(
        ("name", "parameter"),
        [("claims-about", "subject"), ("claims-by", "source"), ("who-said", "words")],
    )
    def test_hostile_text_finds_nothing_and_harms_nothing(self, filled, name, parameter, text):
        before = len(filled)
        assert example(filled, name, **{parameter: text}).rows == ()
        assert len(filled) == before

    def test_a_hostile_concept_is_refused(self, filled):
        with pytest.raises(QueryError, match="not an IRI"):
            example(filled, "by-speech-act", act="x> } ; DROP ALL #")

    def test_hostile_iris_are_refused(self, filled):
        with pytest.raises(QueryError, match="not an IRI"):
            run(filled, "SELECT ?s { ?s ?p ?o }", {"s": URIRef("https://e.org/> } #")})

    def test_missing_unknown_and_mistyped(self, filled):
        with pytest.raises(QueryError, match="give subject, for example subject=Kazakhstan"):
            example(filled, "claims-about")
        with pytest.raises(QueryError, match="no parameter 'topic', it takes subject"):
            example(filled, "claims-about", topic="x")
        with pytest.raises(QueryError, match="no parameter 'x', it takes no parameters"):
            example(filled, "denials", x="x")
        with pytest.raises(QueryError, match="limit='low' is not of type number"):
            example(filled, "low-confidence", limit="low")

    @pytest.mark.parametrize(
        ("kind", "text", "value"),
        [
            ("string", "5", Literal("5")),
            ("iri", "https://e.org/x", URIRef("https://e.org/x")),
            ("concept", "form-direct", URIRef("https://w3id.org/ckg/ns#form-direct")),
            ("date", "2022-01-10", Literal(datetime.date(2022, 1, 10))),
            ("integer", "5", Literal(5)),
            ("number", "0.5", Literal("0.5", datatype=XSD.double)),
        ],
    )
    def test_types(self, kind, text, value):
        assert typed(Parameter("p", kind, ""), text) == value

    @pytest.mark.parametrize(("kind", "text"), [("date", "Monday"), ("integer", "1.5")])
    def test_what_is_not_of_its_type(self, kind, text):
        with pytest.raises(QueryError, match=f"not of type {kind}"):
            typed(Parameter("p", kind, ""), text)

    def test_python_values_are_bound_as_their_type(self, filled):
        sparql = "SELECT ?day { ?a <https://w3id.org/ckg/ns#utteredAt> ?day }"
        day = datetime.date(2022, 1, 9)
        assert run(filled, sparql, {"day": day}) == Table(("day",), ((day,),))

    def test_no_value_is_an_error(self, filled):
        with pytest.raises(QueryError, match="'s' has no value"):
            run(filled, "SELECT ?s { ?s ?p ?o }", {"s": None})


class TestAnswers:
    def test_values_of_every_type(self, filled):
        sparql = """SELECT ("a" AS ?text) ("a"@en AS ?tagged) (5 AS ?whole) (0.5 AS ?decimal)
            (5e-1 AS ?double) (true AS ?yes) (<a:b> AS ?iri) ?unbound
            ("2022-01-10"^^<http://www.w3.org/2001/XMLSchema#date> AS ?day)
            ("x"^^<a:type> AS ?other)
            ("soon"^^<http://www.w3.org/2001/XMLSchema#date> AS ?bad) { }"""
        (row,) = run(filled, sparql).rows
        day = datetime.date(2022, 1, 10)
        assert row == ("a", "a", 5, Decimal("0.5"), 0.5, True, "a:b", None, day, "x", "soon")
        assert type(row[6]) is str

    def test_ask_and_construct(self, filled):
        assert run(filled, "ASK { ?a <https://w3id.org/ckg/ns#reports> ?b }") is True
        text = run(filled, "CONSTRUCT { <a:s> <a:p> ?n } { BIND('\"\\n' AS ?n) }")
        assert text == '<a:s> <a:p> "\\"\\n" .\n'

    def test_a_claim_is_not_a_fact(self, filled):
        """The union of all graphs says of Kazakhstan what it is called, and nothing else."""
        sparql = """SELECT DISTINCT ?p {
            ?x <https://schema.org/name> "kazakhstan" .
            { ?x ?p ?o } UNION { ?o ?p ?x }
        } ORDER BY ?p"""
        assert run(filled, sparql).rows == (
            ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type",),
            ("https://schema.org/name",),
            ("https://w3id.org/ckg/ns#subject",),
        )

    @pytest.mark.parametrize(
        ("sparql", "message"),
        [
            ("DELETE WHERE { ?s ?p ?o }", "only SELECT"),
            ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
            ("SELECT ?s WHERE { ?s ", "error at 1:"),
            ("SELECT ?s { ?s unknown:p ?o }", "unknown|refix"),
            ("", "query"),
        ],
    )
    def test_what_is_refused(self, filled, sparql, message):
        before = len(filled)
        with pytest.raises(QueryError, match=message):
            run(filled, sparql)
        assert len(filled) == before
