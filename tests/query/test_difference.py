import dataclasses

from kg.model import Agent, AgentKind, Resolution, ResolvedSource, SpeechAct
from kg.query.difference import difference
from kg.store.documents import put
from kg.store.oxigraph import memory_store
from tests.store.records import small_record, without_attributions


def test_what_is_new_gone_and_changed():
    record = small_record()
    first, *others = record.attributions
    denial = next(a for a in others if a.speech_act is SpeechAct.DENIES)
    other = ResolvedSource(Agent("City Hall", AgentKind.GOVERNMENT_BODY), Resolution.NAME)
    kept = tuple(a for a in record.attributions if a.id != first.id)
    changed = dataclasses.replace(
        record,
        attributions=kept,
        sources={id: s for id, s in record.sources.items() if id != first.id} | {denial.id: other},
        claims=tuple(c for c in record.claims if c.content != first.content),
    )
    with memory_store() as old, memory_store() as new:
        put(old, record)
        put(new, changed)
        assert difference(old, old) == []
        rows = [(row.change, row.source, row.was) for row in difference(old, new)]
        assert sorted(rows) == [
            ("changed", "City Hall", "Port Authority, denies"),
            ("gone", "The Agency", ""),
        ]
        back = [(row.change, row.source) for row in difference(new, old)]
        assert sorted(back) == [("changed", "Port Authority"), ("new", "The Agency")]
        put(new, without_attributions(small_record("empty")))
        assert len(difference(old, new)) == 2
