"""Two names compared: a score and the reasons for it, in words for the user."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from kg.identity.agents import Bearer, Sort
from kg.identity.names import Body, Person, given_class
from kg.identity.tables import Words

_TYPO_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far two names may be one agent's, 0 to 1, and why.

    The score is the product of what each part contributes (see ``compare``). It orders and
    cuts; it is not a probability. 0 means that they cannot be the same; then ``reasons`` are what
    stands against it.
    """

    score: float
    reasons: tuple[str, ...]


_DIFFERENT = Comparison(0.0, ())


def compare(one: Bearer, other: Bearer) -> Comparison:
    """Compare two names; symmetric. Names of different sorts (a person, a company) score 0.

    Persons, whose given name both have:

    ===============  ====================================================================
    surname          the same 1; other spelling of the same sound ("Zelensky", "Zelenskiy") 0.95;
                     two letters swapped in a long one 0.9; else 0
    given name       the same 1; short form or spelling of it ("Bill", "William") 0.95; else 0
    middle names     agree 1; only one has them 0.97; initial and name agree 0.98; else 0
    suffix           the same 1; only one has "Sr." 0.95; only one has "Jr." or "III", and a
                     middle name (papers that print one print the other) 0.9; else 0. They
                     stay apart all the same where documents may mean father and son: see
                     ``Identities``
    ===============  ====================================================================

    Organisations:

    ===============  ====================================================================
    words            the same, whatever the order around "Ministry", "Department", "Court" and
                     the like, the spelling (defence, defense) and the company's legal form,
                     1; known abbreviation ("FBI") 0.95; else 0
    country          the same, or both without 1; follows from the other words ("State
                     Department") 0.95; else 0
    purpose          the same 1; left out in one ("Peterson Institute") 0.95; else 0
    head             ministry and department of one country 0.9; of none named 0
    ===============  ====================================================================

    Documents and groups are the same only by the same name.
    """
    if one.sort is not other.sort or one.form == other.form:
        return _DIFFERENT
    if one.sort is Sort.PERSON:
        return _persons(one.person, other.person)
    return _bodies(one.body, other.body) if one.sort is Sort.BODY else _DIFFERENT


def _persons(one: Person, other: Person) -> Comparison:
    if not (one.full and other.full):
        return _DIFFERENT
    parts = (
        _surnames(one.surname, other.surname, one.given == other.given),
        _given(one.given, other.given),
        _middles(one.middles, other.middles),
        _suffixes(one, other),
    )
    return _product(*parts)


def _surnames(one: str, other: str, same_given: bool) -> tuple[float, str]:
    if one == other:
        return 1.0, f"the same surname, {one}"
    spelled = _endings(one), _endings(other)
    if spelled[0] == spelled[1]:
        return 0.95, f"surnames {one} and {other}: two spellings of one sound"
    swapped = sorted(one) == sorted(other) and OSA.distance(one, other) == 1
    if swapped and same_given and len(one) >= _TYPO_LENGTH:
        return 0.9, f"surnames {one} and {other}: two letters swapped"
    return 0.0, f"surnames {one} and {other}"


def _endings(surname: str) -> str:
    """A surname with what transcriptions into Latin letters differ in made alike."""
    for old, new in (
        ("iy", "y"),
        ("yy", "y"),
        ("ij", "y"),
        ("kh", "h"),
        ("aye", "ae"),
        ("ou", "u"),
    ):
        surname = surname.replace(old, new)
    surname = surname.removesuffix("i") + "y" if surname.endswith("ki") else surname
    return surname.replace(" ", "").removeprefix("al")


def _given(one: str, other: str) -> tuple[float, str]:
    if one == other:
        return 1.0, f"the same given name, {one}"
    if given_class(one) == given_class(other):
        return 0.95, f"given names {one} and {other}: forms of one name"
    return 0.0, f"given names {one} and {other}"


def _middles(one: Words, other: Words) -> tuple[float, str]:
    if one == other:
        return 1.0, "the same middle name" if one else ""
    if not one or not other:
        return 0.97, f"a middle name ({' '.join(one or other)}) in one only"
    unlike = (0.0, f"middle names {' '.join(one)} and {' '.join(other)}")
    if len(one) != len(other) and all(len(word) == 1 for word in (*one, *other)):
        return unlike  # "H. W." and "W."
    first, second = one[0], other[0]
    if first != second and not (first[0] == second[0] and 1 in {len(first), len(second)}):
        return unlike
    if " ".join(one) in " ".join(other) or " ".join(other) in " ".join(one) or first != second:
        return 0.98, f"middle names {' '.join(one)} and {' '.join(other)} agree"
    return unlike


def _suffixes(one: Person, other: Person) -> tuple[float, str]:
    suffixes = {one.suffix, other.suffix}
    if one.suffix == other.suffix:
        return 1.0, f"both {one.suffix}." if one.suffix else ""
    if suffixes == {"", "sr"}:
        return 0.95, "Sr. in one only"
    reason = f"{' and '.join(sorted(filter(None, suffixes)))}. in one only"
    formal = (one if one.suffix else other).middles
    return (0.9, reason) if "" in suffixes and formal else (0.0, reason)


def _bodies(one: Body, other: Body) -> Comparison:
    if one.block != other.block:
        return Comparison(0.0, ("other words",))
    acronym = one.acronym or other.acronym
    words = (0.95, "a well-known abbreviation") if acronym else (1.0, "the same words")
    return _product(words, _countries(one, other), _tails(one.tail, other.tail), _heads(one, other))


def _tails(one: Words, other: Words) -> tuple[float, str]:
    if one == other:
        return 1.0, ""
    if one and other:
        return 0.0, f"{' '.join(one)!r} and {' '.join(other)!r}"
    return 0.95, f"{' '.join(one or other)!r} in one only"


def _countries(one: Body, other: Body) -> tuple[float, str]:
    if one.country != other.country:
        return 0.0, f"of {one.country or 'no country'} and of {other.country or 'no country'}"
    if one.implied or other.implied:
        return 0.95, f"only {one.country} has a body of this name"
    return 1.0, f"the same country, {one.country}" if one.country else ""


def _heads(one: Body, other: Body) -> tuple[float, str]:
    if one.head == other.head:
        return 1.0, ""
    known = one.country and not (one.implied or other.implied)
    reason = "a ministry and a department"
    return (0.9, f"{reason} of one country") if known else (0.0, f"{reason}, country not told")


def _product(*parts: tuple[float, str]) -> Comparison:
    score = 1.0
    for factor, _ in parts:
        score *= factor
    if not score:
        return Comparison(0.0, tuple(reason for factor, reason in parts if not factor))
    return Comparison(round(score, 4), tuple(reason for _, reason in parts if reason))
