"""Records from the hand-made gold of seeds/gold: no parser involved."""

import datetime
import json

from kg.model import (
    Agent,
    AgentKind,
    Argument,
    Attribution,
    Claim,
    Document,
    Extraction,
    Form,
    Framing,
    Number,
    Proposition,
    Record,
    Resolution,
    ResolvedSource,
    Span,
    SpeechAct,
    fragments,
    quote,
)
from kg.resources import resource

SEED = "000_4765c3c74fc036d8"
ROLES = ("source", "cue", "content", "cue_head", "addressee", "medium", "place", "time")
HAND_MADE = Extraction("claim-attribution-kg", "0", "hand", "gold", "0" * 64)


def gold_json(name=SEED):
    """The gold JSON object of a seed article."""
    path = resource("seeds", "gold", f"{name}.jsonl")
    return json.loads(path.read_text(encoding="utf-8"))


def spans(pairs):
    return tuple(Span(start, end) for start, end in pairs or ())


def _statement(content, text):
    """The content without an introducing "that" and the quotation marks around it."""
    first, last = content[0], content[-1]
    words = text[first.start : first.end]
    start = first.start + (5 if words.startswith("that ") else words.startswith(("“", '"')))
    end = last.end - text[: last.end].endswith(("”", '"'))
    end -= text[:end].endswith(",")
    return fragments([(start, end)], text)


def _propositions(content, text):
    """The one that the worked example is about."""
    words = "Kazakhstan has been subjected to armed aggression by well-coordinated"
    begin = text.find(words)
    if not (content[0].start < begin < content[0].end):
        return ()

    def at(piece):
        start = text.index(piece, begin)
        return (Span(start, start + len(piece)),)

    aggression = "armed aggression by well-coordinated terrorist groups trained abroad"
    return (
        Proposition(
            subject=Argument(at("Kazakhstan"), "Kazakhstan"),
            predicate="has been subjected to",
            lemma="subject",
            predicate_spans=at("has been subjected to"),
            object=Argument(at(aggression), aggression),
            passive=True,
        ),
    )


def gold_record(name=SEED, document_id=None):
    """The gold of a seed article as a Record (confidences absent)."""
    data = gold_json(name)
    text = data["text"]
    document = Document(
        id=document_id or data["id"],
        text=text,
        date=datetime.date.fromisoformat(data["date"]),
        body_start=text.index("Kazakhstan’s law enforcement"),
    )
    attributions, sources, claims = {}, {}, {}
    by_name = {raw["id"]: raw for raw in data["attributions"]}

    def make(raw):
        if raw["id"] not in attributions:
            reports = tuple(make(by_name[inner]).id for inner in raw["reports"])
            roles = {role: spans(raw.get(role)) for role in ROLES}
            on = raw.get("uttered_on")
            attributions[raw["id"]] = Attribution(
                **roles,
                form=Form(raw["form"]),
                speech_act=SpeechAct(raw["speech_act"]),
                uttered_on=datetime.date.fromisoformat(on) if on else None,
                reports=reports,
                framing=Framing(raw.get("framing", "neutral")),
            )
        return attributions[raw["id"]]

    for raw in data["attributions"]:
        attribution = make(raw)
        entity = raw["source_entity"]
        agent = Agent(
            entity["canonical"],
            AgentKind(entity["kind"]),
            named=entity["named"],
            scope="" if entity["named"] else document.key,
        )
        sources[attribution.id] = ResolvedSource(
            agent,
            Resolution(entity["resolution"]),
            spans(entity["evidence"]),
            number=Number(entity["number"]) if "number" in entity else None,
        )
        statement = _statement(attribution.content, text)
        claims[attribution.content] = Claim(
            attribution.content,
            statement,
            quote(statement, text),
            _propositions(attribution.content, text),
        )
    return Record(
        document,
        HAND_MADE,
        tuple(attributions[raw["id"]] for raw in data["attributions"]),
        sources,
        tuple(claims.values()),
    )
