#!/usr/bin/env python3
"""Write ontology/cues.ttl: every cue of kg/data/speech_acts.json as a SKOS concept.

    python scripts/cue_scheme.py [-o ontology/cues.ttl]

Each is mapped to its speech act, to how it frames a content when it is not neutral, and to where it
comes from: the list of a grammar, or this project's own.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_DATA = _ROOT / "kg" / "data" / "speech_acts.json"
_CUES = _ROOT / "ontology" / "cues.ttl"
_HEAD = """\
# Made by scripts/cue_scheme.py from kg/data/speech_acts.json: do not edit.
@prefix ckg: <https://w3id.org/ckg/ns#> .
@prefix cue: <https://w3id.org/ckg/cue/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<https://w3id.org/ckg/cue> a skos:ConceptScheme ;
  rdfs:label "cues"@en ;
  rdfs:comment "{about}"@en .
"""
_ABOUT = (
    "Words and phrases that introduce what somebody said or thought, as lemmas, under the speech "
    "act that a source does with them (skos:broader) and the framing that a reporter gives it by "
    "them (skos:related); dct:source is the list of a grammar that has them, or this project's own."
)


def turtle(data: dict[str, dict[str, list[str]]], origins: dict[str, dict[str, object]]) -> str:
    """The scheme for ``data`` ("acts", "framings") and the cues of some grammars."""
    own = "<https://w3id.org/ckg/cue-origin/own>"
    blocks = [
        _HEAD.format(about=_ABOUT),
        f"{own} dct:bibliographicCitation {_text(str(origins['own']['source']))} .",
    ]
    found: dict[str, list[str]] = {}
    for name, origin in origins.items():
        if name != "own":
            node = f"<https://w3id.org/ckg/cue-origin/{name}>"
            cited = _text(str(origin["source"]))
            blocks.append(f"{node} dct:bibliographicCitation {cited} .")
            for cue in origin["cues"]:  # type: ignore[attr-defined]
                found.setdefault(cue, []).append(node)
    blocks.append("")
    acts = {cue: act for act, cues in data["acts"].items() for cue in cues}
    framings = {cue: framing for framing, cues in data["framings"].items() for cue in cues}
    blocks.extend(
        " ;\n  ".join(_concept(cue, acts, framings, found.get(cue, [own]))) + " .\n"
        for cue in sorted(acts.keys() | framings.keys())
    )
    return "\n".join(blocks)


def _concept(
    cue: str, acts: dict[str, str], framings: dict[str, str], origins: list[str]
) -> Iterator[str]:
    yield f"cue:{slug(cue)} a skos:Concept"
    yield f"skos:prefLabel {_text(cue)}@en"
    if cue in acts:
        yield f"skos:broader ckg:speechAct-{acts[cue]}"
    if cue in framings:
        yield f"skos:related ckg:framing-{framings[cue]}"
    yield "dct:source " + ", ".join(origins)
    yield "skos:inScheme <https://w3id.org/ckg/cue>"


def slug(cue: str) -> str:
    """A cue as the local part of an IRI: "can't" and "cant" stay apart."""
    return "".join(
        c if c.isalnum() or c == "-" else "_" if c == " " else f"-{ord(c):x}-" for c in cue
    )


def made() -> str:
    """The scheme as it has to be now."""
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    origins = {"own": {"source": data["origin"]}, **data["origins"]}
    return turtle({"acts": data["acts"], "framings": data["framings"]}, origins)


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def main() -> int:
    """Write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-o", "--output", type=Path, default=_CUES)
    parser.parse_args().output.write_text(made(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
