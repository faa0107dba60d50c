"""Words that cannot both hold of the same thing.

*Complements* leave no third: what is not legal is illegal. One of them is read as the negation of
the other. *Contraries* do: what did not rise need not have fallen. Both lists are closed and short
on purpose, this project's own: only words that exclude each other whatever they are said of.
Adjectives with "un-" and the like are listed too, since the prefix does not tell ("invaluable").
"""

from __future__ import annotations

_COMPLEMENTS = """
legal illegal, lawful unlawful, constitutional unconstitutional, safe unsafe, effective
ineffective, true untrue, true false, possible impossible, necessary unnecessary, fair unfair,
accurate inaccurate, complete incomplete, correct incorrect, valid invalid, authorized
unauthorized, acceptable unacceptable, available unavailable, aware unaware, armed unarmed,
harmed unharmed, sufficient insufficient, reliable unreliable, sustainable unsustainable,
affordable unaffordable, inevitable avoidable, guilty innocent, open closed, alive dead, present
absent, legitimate illegitimate, justified unjustified, genuine fake, authentic fake, successful
unsuccessful, willing unwilling, able unable, adequate inadequate
"""
_CONTRARIES = """
rise fall, increase decrease, grow shrink, win lose, accept reject, approve reject, support
oppose, strengthen weaken, succeed fail, pass fail, survive die, improve worsen, acquit convict,
raise lower, allow ban, permit ban, allow forbid
"""


def _table(text: str) -> dict[str, str]:
    """The second word of each pair by the first: what it is read as."""
    pairs = (pair.split() for pair in text.replace("\n", " ").split(","))
    found: dict[str, str] = {}
    for positive, other in pairs:
        found.setdefault(other, positive)
    return found


_NEGATED = _table(_COMPLEMENTS)
_TURNED = _table(_CONTRARIES)


def complement(words: frozenset[str]) -> tuple[frozenset[str], bool]:
    """Words with the positive one of a pair of complements, and whether that turns them around."""
    found = sorted(words & _NEGATED.keys())
    if len(found) != 1:
        return words, False
    return words - {found[0]} | {_NEGATED[found[0]]}, True


def contrary(verb: str) -> tuple[str, bool]:
    """A verb, or the other one of a pair of contraries and that it is its contrary."""
    return (_TURNED[verb], True) if verb in _TURNED else (verb, False)
