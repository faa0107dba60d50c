"""Five short articles whose answers to every question are known, written by hand."""

import datetime
from itertools import chain

from rdflib import RDF, XSD, Literal, URIRef

from kg.model import (
    Agent,
    AgentKind,
    Argument,
    Attribution,
    Claim,
    Document,
    Extraction,
    Form,
    Modality,
    Principal,
    Proposition,
    Record,
    Resolution,
    ResolvedSource,
    Span,
    SpeechAct,
    Tie,
)
from kg.rdf.iris import Iris
from kg.rdf.vocabulary import CKG
from kg.store.documents import put
from kg.store.interface import Change

NS = "https://w3id.org/ckg/ns#"
MADE_BY = Extraction("claim-attribution-kg", "0", "hand", "none", "0" * 64)
OFFICE = Agent("Harbour Office", AgentKind.GOVERNMENT_BODY)
HALL = Agent("City Hall", AgentKind.GOVERNMENT_BODY)
AGENCY = Agent("The Agency", AgentKind.MEDIA_OUTLET)
WORDS = {
    "may": "The Harbour Office said the bridge may close.",
    "will": "The Harbour Office said the bridge will close.",
    "open": "City Hall denied the bridge will close. The Harbour Office said the bridge is safe.",
    "lamps": "A senior official said 40 lamps are broken. A spokesman said 60 lamps are broken.",
    "wire": "The Agency reported that the Harbour Office said the bridge will close.",
}
DAYS = {"may": 1, "will": 3, "open": 5, "lamps": 6, "wire": 4}
PAPERS = dict(zip(WORDS, ("Paper A", "Paper B", "Paper C", "Paper B", "Wire"), strict=True))


def said(name, source, cue, content, agent, *, subject, act=SpeechAct.ASSERTS, **more):
    """An attribution, its resolved source and its claim, by the words of an article."""
    text = WORDS[name]
    key = Document(name, text).key
    if isinstance(agent, str):
        agent = Agent(agent, AgentKind.PERSON, named=False, scope=key)
    start = text.index(content)
    verb = at(text, "close" if "close" in content else content.split()[-1], start)
    first = at(text, subject, start)
    attribution = Attribution(
        source=(at(text, source),),
        cue=(at(text, cue),),
        content=(Span(start, start + len(content)),),
        form=Form.INDIRECT,
        speech_act=act,
        confidence=more.get("confidence"),
        uttered_on=more.get("on"),
        reports=more.get("reports", ()),
    )
    resolution = Resolution.NAME if agent.named else Resolution.UNNAMED
    resolved = ResolvedSource(agent, resolution, principal=more.get("principal"))
    word = text[verb.start : verb.end]
    modality = Modality.POSSIBLE if " may " in content else Modality.FUTURE
    about = Argument((first,), subject)
    proposition = Proposition(about, word, word, (verb,), None, modality=modality)
    claim = Claim(attribution.content, attribution.content, content, (proposition,))
    return attribution, resolved, claim


def at(text, words, after=0):
    start = text.index(words, after)
    return Span(start, start + len(words))


def article(name):
    """One of the five as a record."""
    close = {"subject": "the bridge"}
    match name:
        case "may":
            day = datetime.date(2021, 4, 30)
            content = "the bridge may close"
            parts = [said(name, "The Harbour Office", "said", content, OFFICE, on=day, **close)]
        case "will":
            content = "the bridge will close"
            parts = [said(name, "The Harbour Office", "said", content, OFFICE, **close)]
        case "open":
            denied, safe = "the bridge will close", "the bridge is safe"
            deny = SpeechAct.DENIES
            parts = [
                said(name, "City Hall", "denied", denied, HALL, act=deny, **close),
                said(name, "The Harbour Office", "said", safe, OFFICE, **close),
            ]
        case "lamps":
            hall = Principal(HALL, Tie.ON_BEHALF)
            official, spokesman = "a senior official", "a spokesman"
            few, many = "40 lamps are broken", "60 lamps are broken"
            lamps = {"subject": "lamps"}
            parts = [
                said(name, "A senior official", "said", few, official, confidence=0.25, **lamps),
                said(name, "A spokesman", "said", many, spokesman, principal=hall, **lamps),
            ]
        case _:
            content = "the bridge will close"
            whole = "the Harbour Office said the bridge will close"
            inner = said(name, "the Harbour Office", "said", content, OFFICE, **close)
            through = {"reports": (inner[0].id,), **close}
            parts = [said(name, "The Agency", "reported", whole, AGENCY, **through), inner]
    document = Document(
        name, WORDS[name], date=datetime.date(2021, 5, DAYS[name]), publisher=PAPERS[name]
    )
    return Record(
        document,
        MADE_BY,
        tuple(attribution for attribution, _, _ in parts),
        {attribution.id: resolved for attribution, resolved, _ in parts},
        tuple(claim for _, _, claim in parts),
    )


def names(store):
    """The IRIs of claims by article and text, and of attributions by article and source."""
    iris, found = Iris(store.base), {}
    for name in WORDS:
        record = article(name)
        within = iris.within(record.document)
        found |= {(name, one.text): within.claim(one.id) for one in record.claims}
        found |= {
            (name, record.sources[one.id].agent.name): within.attribution(one.id)
            for one in record.attributions
        }
    return found


def fill(store):
    """Put the articles into a store, and what later stages say of them."""
    for name in WORDS:
        put(store, article(name))
    iri = names(store)
    may, will = iri["may", "the bridge may close"], iri["will", "the bridge will close"]
    safe, denied = iri["open", "the bridge is safe"], iri["open", "the bridge will close"]
    wire = iri["wire", "the bridge will close"]
    relations = [
        relation(store, "1", "equivalent", "copy", may, will, "substitution"),
        relation(store, "2", "equivalent", "copy", will, wire),
        relation(store, "3", "contradicts", "denial", denied, will),
        relation(store, "4", "contradicts", "polarity", safe, may),
    ]
    lamps = article("lamps")
    graph = Iris(store.base).document(lamps.document)
    within = Iris(store.base).within(lamps.document)
    numbers = []
    for claim, value in zip(lamps.claims, (40, 60), strict=True):
        quantity = URIRef(f"{store.base}quantity/{value}")
        proposition = within.proposition(claim.propositions[0].id)
        decimal = Literal(str(value), datatype=XSD.decimal, normalize=False)
        numeric = URIRef("http://qudt.org/schema/qudt/numericValue")
        numbers += [
            (proposition, URIRef(f"{NS}quantity"), quantity, graph),
            (quantity, numeric, decimal, graph),
            (quantity, URIRef(f"{NS}unit"), Literal("lamp"), graph),
        ]
    review = URIRef(f"{store.base}review/1")
    rating = URIRef(f"{store.base}rating/1")
    reviews = URIRef(f"{store.base}graph/reviews")
    schema = "https://schema.org/"
    reviewed = [
        (review, RDF.type, URIRef(f"{schema}ClaimReview"), reviews),
        (review, URIRef(f"{schema}itemReviewed"), will, reviews),
        (review, URIRef(f"{schema}reviewRating"), rating, reviews),
        (rating, URIRef(f"{schema}alternateName"), Literal("true"), reviews),
    ]
    store.apply(Change(add=(*chain.from_iterable(relations), *numbers, *reviewed)))
    return iri


def relation(store, key, kind, method, first, second, drift=None):
    graph = URIRef(f"{store.base}graph/relations")
    node = URIRef(f"{store.base}relation/{key}")
    facts = [
        ("relationKind", URIRef(f"{NS}relationKind-{kind}")),
        ("relationMethod", URIRef(f"{NS}relationMethod-{method}")),
        ("firstClaim", first),
        ("secondClaim", second),
        ("reason", Literal("because")),
        ("score", Literal("0.5", datatype=XSD.double, normalize=False)),
    ]
    facts += [("drift", URIRef(f"{NS}drift-{drift}"))] if drift else []
    typed = (node, RDF.type, URIRef(f"{NS}ClaimRelation"), graph)
    return [typed, *((node, URIRef(NS + name), value, graph) for name, value in facts)]


def load_cues(store):
    """Ten more statements by one source in one paper, three of them with loaded cues."""
    graph = URIRef(f"{store.base}document/cues")
    add = [(graph, URIRef(f"{NS}publisherName"), Literal("Paper A"), graph)]
    for number in range(10):
        node = URIRef(f"{store.base}attribution/cues-{number}")
        add.append((node, CKG.sourceLabel, Literal("City Hall"), graph))
        status = URIRef(f"{NS}agentStatus-named")
        add.append((node, CKG.sourceStatus, status, graph))
        if number < 3:
            framing = ("distanced", "distanced", "factive")[number]
            add.append((node, URIRef(f"{NS}framing"), URIRef(f"{NS}framing-{framing}"), graph))
    store.apply(Change(add=tuple(add)))
