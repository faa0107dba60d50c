"""Who passes on whose words in one sentence: "T, citing S, reported", "a letter seen by T"."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from kg.extract.candidate import Candidate, cleaned, without
from kg.extract.selection import Chosen
from kg.extract.sources import mention
from kg.extract.tree import Range, Tree

_NAMES = ("ORG", "PERSON", "NORP", "GPE")
CITED_LEMMAS = frozenset(["cite", "quote"])
_OBTAINED = frozenset(
    ["obtain", "see", "review", "view", "examine", "acquire", "read", "hear", "inspect"]
)
_DOCUMENTS = frozenset(
    [
        "account", "affidavit", "audio", "audit", "brief", "cable", "communication",
        "complaint", "copy", "correspondence", "data", "database", "diary", "document",
        "dossier", "draft", "e-mail", "email", "excerpt", "figure", "file", "filing", "footage",
        "form", "indictment", "interview", "invoice", "letter", "log", "mail", "memo",
        "memorandum", "message", "minute", "note", "page", "paper", "photo", "photograph",
        "picture", "plan", "post", "presentation", "proposal", "receipt", "record", "recording",
        "report", "screenshot", "spreadsheet", "statement", "summary", "tape", "text",
        "transcript", "tweet", "version", "video",
    ]
)  # fmt: skip
_SPEAKERS = _DOCUMENTS | frozenset(
    [
        "activist", "adviser", "agency", "aide", "analyst", "article", "authority", "board",
        "body", "broadcaster", "bureau", "campaign", "channel", "commander", "commission",
        "committee", "company", "correspondent", "council", "court", "department", "diplomat",
        "doctor", "economist", "employee", "executive", "expert", "family", "firm", "friend",
        "government", "group", "hospital", "investigator", "investor", "journalist", "lawmaker",
        "lawyer", "leader", "magazine", "manager", "mayor", "media", "medium", "member", "military",
        "minister", "ministry", "network", "newspaper", "observer", "office", "officer",
        "official", "organisation", "organization", "outlet", "paper", "parent", "party",
        "people", "person", "police", "poll", "press", "prosecutor", "radio", "reporter",
        "representative", "research", "researcher", "resident", "scholar", "scientist",
        "senator", "site", "soldier", "source", "spokesman", "spokesperson", "spokeswoman",
        "staffer", "station", "statistics", "student", "study", "survey", "teacher",
        "television", "trader", "union", "website", "witness", "worker",
    ]
)  # fmt: skip
CITED, OBTAINED = "cited", "obtained"
"""Constructions: S in "citing S", T in "documents obtained by T"."""


@dataclass(frozen=True, slots=True)
class Passing:
    """A second attribution of a sentence: of the content of another, whose ``index`` it has.

    ``outer`` when it passes the other on; otherwise the other passes it on. ``content`` is what
    is left of the other's content without the words that name this source.
    """

    index: int
    candidate: Candidate
    outer: bool
    content: tuple[Range, ...]


def passings(tree: Tree, chosen: Sequence[Chosen]) -> list[Passing]:
    """All that is cited or obtained in the sentences of the chosen attributions, in order."""
    by_sentence: dict[int, list[int]] = {}
    for n, item in enumerate(chosen):
        by_sentence.setdefault(tree.sentence[item.candidate.head], []).append(n)
    found: list[Passing] = []
    for k, lemma in enumerate(tree.lemmas):
        if lemma not in CITED_LEMMAS and lemma not in _OBTAINED:
            continue
        places = by_sentence.get(tree.sentence[k], [])
        made = cited(tree, k) if lemma in CITED_LEMMAS else _obtained(tree, k)
        if made is None or tree.quote[k] >= 0:
            continue
        passing = _passing(tree, made, places, chosen)
        if passing is not None and passing.index not in {one.index for one in found}:
            found.append(passing)
    return found


def _passing(
    tree: Tree, made: Candidate, places: Sequence[int], chosen: Sequence[Chosen]
) -> Passing | None:
    """The source with the attribution of its sentence that it goes with: that of the nearest cue.

    One that has the citing itself as its cue is none ("The Guardian / citing / a report").
    """
    others = [n for n in places if chosen[n].candidate.head != made.head]
    near = sorted(others, key=lambda n: (abs(chosen[n].candidate.head - made.head), n))
    for n in near:
        other = chosen[n].candidate
        inside = any(start <= made.head < end for start, end in other.content)
        content = _rest(tree, other, made) if inside else other.content
        own = any(
            start < end_ and begin < end
            for start, end in made.source
            for begin, end_ in other.source
        )
        if not content or (own and made.pattern == CITED and not _relative(tree, made)):
            continue
        return Passing(n, made.but(content=content), made.pattern == OBTAINED, content)
    return None


def _relative(tree: Tree, made: Candidate) -> bool:
    """ "T, which cited S": the whole is the other's source."""
    return tree.deps[made.head] == "relcl"


def _rest(tree: Tree, other: Candidate, made: Candidate) -> tuple[Range, ...]:
    """A content without "citing S" at either end of it; () when that stands in its middle."""
    start = made.cue[0]
    end = max(stop for _, stop in made.source)
    if end <= start:
        return ()
    for begin, stop in other.content:
        if begin <= start < stop:
            if _loose(tree, begin, start) or _loose(tree, end, stop):
                return cleaned(tree, without(other.content, (start, end)))
            return ()
    return ()


def _loose(tree: Tree, start: int, end: int) -> bool:
    """Whether nothing but punctuation stands there."""
    return all(not tree.words[i][0].isalnum() for i in range(start, end))


def cited(tree: Tree, k: int) -> Candidate | None:
    """S of "citing S" or "which cited S" at a token; None unless S is what can speak ("a need")."""
    if tree.lemmas[k] not in CITED_LEMMAS:
        return None
    if tree.tags[k] != "VBG" and tree.deps[k] != "relcl":
        return None
    named = tree.kid(k, "dobj", "obj")
    if named < k or not speaks(tree, named):
        return None
    return _made(tree, CITED, (k, k + 1), k, named)


def quoted_as(tree: Tree, one: Candidate, heads: Container[int]) -> Candidate:
    """The same of S, who says so, in "T quoted S as saying"; ``heads`` are the cues like T's."""
    preposition = tree.heads[one.head]
    verb = tree.heads[preposition]
    saying = tree.deps[one.head] == "pcomp" and tree.words[preposition].lower() == "as"
    named = tree.kid(verb, "dobj", "obj")
    if not saying or verb not in heads or tree.lemmas[verb] not in CITED_LEMMAS or named < verb:
        return one
    source = mention(tree, named, verb)
    return one.but(source=source.ranges, kind=source.kind) if source.ranges else one


def _obtained(tree: Tree, k: int) -> Candidate | None:
    """T of "documents obtained by T"."""
    by = tree.kid(k, "agent", "prep")
    if tree.tags[k] not in ("VBN", "VBD") or by < 0 or tree.words[by].lower() != "by":
        return None
    named = tree.kid(by, "pobj")
    document = tree.lemmas[tree.heads[k]] in _DOCUMENTS and tree.deps[k] == "acl"
    if named < 0 or not document or not speaks(tree, named):
        return None
    return _made(tree, OBTAINED, (k, by + 1), by, named)


def speaks(tree: Tree, named: int) -> bool:
    """Whether a noun is what can speak: not "a need"."""
    if tree.entities[named] in _NAMES or tree.lemmas[named] in _SPEAKERS:
        return True
    return tree.tags[named] in ("NNP", "NNPS")


def _made(tree: Tree, pattern: str, cue: Range, above: int, named: int) -> Candidate | None:
    source = mention(tree, named, above)
    if not source.ranges:
        return None
    return Candidate(
        pattern=pattern,
        key=tree.lemmas[cue[0]],
        head=cue[0],
        cue=cue,
        source=source.ranges,
        content=(),
        kind=source.kind,
        cue_head=(cue[0], cue[0] + 1),
    )
