"""Statements made by hand."""

import datetime

from kg.model import Comparator, Quantity, Span
from kg.relations.statement import Fact, Stance, Statement
from kg.relations.words import stems_of, words_of

DAY = datetime.date(2022, 1, 10)


def number(value, unit="people", comparator=Comparator.EQUAL, upper=None):
    return Quantity(Span(0, 2), comparator, value, unit, upper)


def fact(doer="army", verb="close", done_to="bridge", **rest):
    values = {
        "beside": frozenset(), "negative": False, "modality": "", "state": False, "full": True,
        "quantities": (), "period": None, "at": (Span(0, 5),),
    }  # fmt: skip
    return Fact(stems_of(doer), verb, stems_of(done_to), **{**values, **rest})


def statement(key, *facts, text="the army closed the old bridge", **rest):
    values = {
        "stance": Stance.AFFIRMED, "sources": frozenset(["mayor"]), "quoted": False, "said": DAY,
    }  # fmt: skip
    return Statement(
        key=key,
        document=key.partition("-")[0],
        statement=(Span(0, len(text)),),
        words=words_of(text),
        stems=stems_of(text),
        facts=facts,
        whole=bool(facts),
        **{**values, **rest},
    )
