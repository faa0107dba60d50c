"""Titles: what "Mrs." and "Senator" tell of whoever bears a surname."""

from __future__ import annotations

from collections.abc import Iterable

from kg.identity.agents import Bearer
from kg.identity.directory import Directory
from kg.identity.names import person, sex
from kg.resolve.lexicon import SEXES


def told_apart(titled: Bearer, other: Bearer, directory: Directory) -> bool:
    """Whether the title in front of a surname cannot be that of somebody.

    It cannot when it tells the other sex than the given name or the titles that documents give
    them, or an office, and documents call them by others only.
    """
    address = titled.person.address
    if not address:
        return False
    forms = (form for agent in other.agents for form in directory.calls(agent.key))
    given = {person(form).address for form in (other.form, *forms)} - {""}
    if address in SEXES:
        sexes = {sex(agent.name) for agent in other.agents} - {""} or _sexes(given)
        return bool(sexes) and SEXES[address] not in sexes
    offices = given - SEXES.keys()
    return bool(offices) and address not in offices


def _sexes(addresses: Iterable[str]) -> set[str]:
    return {SEXES[address] for address in addresses if address in SEXES}
