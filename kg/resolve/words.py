"""Pronouns by person, number and sex, and other small words; all in lower case."""

from __future__ import annotations

SINGULAR_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
PLURAL_FIRST = frozenset({"we", "us", "our", "ours", "ourselves"})
FIRST = SINGULAR_FIRST | PLURAL_FIRST
SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves"})
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
THIRD = HE | SHE | IT | THEY
WHO = frozenset({"who", "whom", "whose"})
RELATIVE = WHO | {"which", "that"}
OWNING = frozenset({"his", "her", "its", "their", "my", "our"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
