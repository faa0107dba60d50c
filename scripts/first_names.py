#!/usr/bin/env python3
"""Make kg/data/first_names.json from Faker's lists of first names.

    pip install faker==40.54.0 && python scripts/first_names.py

Faker (MIT licence) has first names of women and men for many countries; those in Latin script are
taken. A name counts for one sex when it is borne by it at least nine times as often as by the
other, each country weighing the same. Faker is not needed to run the program.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "kg" / "data" / "first_names.json"
SURE = 9
NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
ABOUT = "First names that women or men bear at least nine times as often as the other sex."
ORIGIN = (
    "Made by scripts/first_names.py from the lists of first names of Faker 40.54.0 (all languages "
    "in Latin script), Copyright (c) 2012 Daniele Faraglia, MIT licence "
    "(https://github.com/joke2k/faker/blob/master/LICENSE.txt)."
)


def main() -> None:
    """Write the table."""
    people = importlib.import_module("faker.providers.person")
    women: Counter[str] = Counter()
    men: Counter[str] = Counter()
    for module in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        women.update(shares(provider, "first_names_female", "first_names_women"))
        men.update(shares(provider, "first_names_male", "first_names_men"))
    table = {
        "about": ABOUT,
        "origin": ORIGIN,
        "women": " ".join(sorted(n for n in women if women[n] >= SURE * men[n])),
        "men": " ".join(sorted(n for n in men if men[n] >= SURE * women[n])),
    }
    TARGET.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(TARGET)


def shares(provider: type, *attributes: str) -> Mapping[str, float]:
    """How frequent each name of a country is among its names of one sex."""
    counts: Counter[str] = Counter()
    for attribute in attributes:
        names: Iterable[str] | Mapping[str, float] = getattr(provider, attribute, ())
        weights = names if isinstance(names, Mapping) else dict.fromkeys(names, 1.0)
        for name, weight in weights.items():
            if latin(name := name.strip().casefold()):
                counts[name] += weight
    total = sum(counts.values()) or 1
    return {name: weight / total for name, weight in counts.items()}


def latin(name: str) -> bool:
    """Whether a name is one word in Latin script."""
    letters = name.replace("-", "")
    return bool(NAME.fullmatch(name)) and all(
        unicodedata.name(letter, "").startswith("LATIN") for letter in letters
    )


if __name__ == "__main__":
    main()
