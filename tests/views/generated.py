"""Records made up from word lists, as many as wanted, and hostile ones."""

import datetime
import random

from kg.model import (
    Agent,
    AgentKind,
    Argument,
    Attribution,
    Claim,
    Document,
    Extraction,
    Form,
    Principal,
    Proposition,
    Record,
    Resolution,
    ResolvedSource,
    Span,
    SpeechAct,
    Tie,
    quote,
)
from kg.model.identifiers import squeeze
from tests.views.payloads import PAYLOADS

EXTRACTION = Extraction("claim-attribution-kg", "0", "none", "generated", "0" * 64)

PLACES = ("harbour", "airport", "city council", "power plant", "library", "river", "railway")
BODIES = {
    "Ministry of": AgentKind.GOVERNMENT_BODY,
    "Daily": AgentKind.MEDIA_OUTLET,
    "Association of": AgentKind.ORGANISATION,
    "Report on": AgentKind.DOCUMENT,
    "Workers of": AgentKind.GROUP,
    "Owner of": AgentKind.PERSON,
    "Court of": AgentKind.COURT,
    "Voice from": AgentKind.UNKNOWN,
}
VERBS = {
    "said": SpeechAct.ASSERTS,
    "reported": SpeechAct.ASSERTS,
    "announced": SpeechAct.ASSERTS,
    "denied": SpeechAct.DENIES,
    "demanded": SpeechAct.DEMANDS,
    "promised": SpeechAct.PROMISES,
}
TAILS = (
    "would be closed for repairs until the end of the coming winter",
    "had cost more than twice as much as planned",
    "was safe",
    "needs new rules before anybody can be asked to pay for it, whatever the region decides",
    "had been visited by 4,200 people in a single week",
)


def build(words, **metadata):
    """A record of one attribution a sentence.

    ``words`` holds dicts with source, cue, content, agent and act; any text will do.
    """
    text, attributions, sources, claims = "", [], {}, {}

    def add(piece):
        nonlocal text
        start = len(text)
        text += piece
        return (Span(start, len(text)),)

    made = []
    for item in words:
        source = add(item["source"]) if item["source"] else ()
        text += " " if source else ""
        cue = add(item["cue"])
        text += " that "
        spans = ()
        for part in item["content"]:
            text += ", (as it were), " if spans else ""
            spans += add(part)
        text += ".\n\n"
        made.append((item, source, cue, spans))
    document = Document(text=text, **metadata)
    previous = None
    for item, source, cue, content in made:
        attribution = Attribution(
            source,
            cue,
            content,
            form=item.get("form", Form.INDIRECT),
            speech_act=item.get("act", SpeechAct.ASSERTS),
            uttered_on=item.get("on"),
            confidence=item.get("confidence"),
            reports=(previous,) if item.get("reports") and previous else (),
            addressee=cue if item.get("addressee") else (),
            medium=cue if item.get("addressee") else (),
            place=cue if item.get("addressee") else (),
            time=cue if item.get("addressee") else (),
        )
        previous = attribution.id
        attributions.append(attribution)
        if source:
            kind, name, named = item["agent"]
            agent = Agent(squeeze(name), kind, named=named, scope="" if named else document.key)
            how = Resolution.NAME if named else Resolution.UNNAMED
            behind = item.get("behind")
            sources[attribution.id] = ResolvedSource(
                agent,
                how,
                item.get("evidence", cue),
                principal=Principal(Agent(squeeze(behind), kind), Tie.ON_BEHALF)
                if behind
                else None,
                anonymity=cue if behind and not named else (),
            )
        subject, predicate, object_ = item.get("about", (None, None, None))
        propositions = ()
        if predicate:
            propositions = (
                Proposition(
                    Argument(content, squeeze(subject)),
                    squeeze(quote(content, text, " ")),
                    predicate,
                    content,
                    Argument(content, squeeze(object_)),
                ),
            )
        claims[content] = Claim(content, content, quote(content, text), propositions)
    return Record(document, EXTRACTION, tuple(attributions), sources, tuple(claims.values()))


def generated(number, per_document=15, seed=1):
    """``number`` claims in documents of ``per_document``, by sources of very different weight."""
    dice = random.Random(seed)
    agents = [
        (kind, f"{body} the {place}", kind is not AgentKind.UNKNOWN)
        for place in PLACES
        for body, kind in BODIES.items()
    ]
    weights = [1 / (rank + 1) for rank in range(len(agents))]
    records = []
    while number > 0:
        items = []
        for _ in range(min(per_document, number)):
            agent = dice.choices(agents, weights)[0]
            verb = dice.choices(list(VERBS), (9, 4, 4, 1, 1, 1))[0]
            place = dice.choice(PLACES)
            items.append(
                {
                    "source": "" if dice.random() < 0.03 else f"the {agent[1]}",
                    "cue": verb,
                    "content": [f"the {place} {dice.choice(TAILS)} ({dice.randrange(10**6)})"],
                    "agent": agent,
                    "act": VERBS[verb],
                    "form": dice.choice(list(Form)),
                    "on": datetime.date(2024, 1, 1 + dice.randrange(28)),
                    "confidence": dice.choice((None, 0.5, 0.93)),
                    "reports": dice.random() < 0.06,
                    "about": (place, "would be", dice.choice(PLACES)),
                }
            )
        number -= len(items)
        index = len(records)
        records.append(
            build(
                items,
                id=f"article-{index:04}",
                title=f"News of the region, part {index + 1}",
                publisher="The Example Gazette",
                date=datetime.date(2024, 2, 1),
                url=f"https://news.example/{index}",
            )
        )
    return records


def hostile():
    """Records with every payload in every field that holds text."""
    records = []
    for number, payload in enumerate(PAYLOADS):
        items = [
            {
                "source": payload,
                "cue": payload,
                "content": [f"{payload} {index}"],
                "agent": (kind, payload, index % 2 == 0),
                "act": act,
                "form": form,
                "reports": index > 0,
                "addressee": True,
                "behind": f"{payload} & Co",
                "about": (payload, payload, f"{payload}!"),
            }
            for index, (kind, act, form) in enumerate(
                zip(list(AgentKind)[:2], list(SpeechAct)[:2], list(Form)[:2], strict=True)
            )
        ]
        records.append(
            build(
                items,
                id=f"{payload} {number}",
                title=payload,
                publisher=payload,
                author=payload,
                url=payload,
                language="en\" onclick='window.pwned=1",
            )
        )
    return records
