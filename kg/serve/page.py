"""The page to ask from: an editor, and the shipped questions to begin with."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.query.catalogue import Example, list_examples
from kg.query.run import typed
from kg.rdf.vocabulary import PREFIXES
from kg.resources import resource
from kg.store.bindings import bind

FIRST = """# What is claimed about Kazakhstan, and by whom?
PREFIX ckg: <https://w3id.org/ckg/ns#>
PREFIX schema: <https://schema.org/>

SELECT ?source ?claim WHERE {
  ?attribution ckg:sourceLabel ?source ; ckg:claim ?c .
  ?c schema:text ?claim ; ckg:proposition ?proposition .
  ?proposition ckg:subjectLabel "Kazakhstan"
}
LIMIT 100"""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Only this server's own files and answers; the editor writes style attributes."""


@dataclass(frozen=True, slots=True)
class Question:
    """A shipped question with the values of its examples, ready to run."""

    name: str
    title: str
    description: str
    text: str


def questions() -> tuple[Question, ...]:
    """All shipped questions, sorted by title."""
    made = (_question(example) for example in list_examples())
    return tuple(sorted(made, key=lambda question: question.title))


def page(name: str, quads: int) -> str:
    """The page over a store of that name with so many quads."""
    environment = Environment(
        loader=FileSystemLoader(resource("serve")), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("page.html").render(
        name=name,
        quads=f"{quads:,}",
        prefixes=", ".join(sorted(PREFIXES)),
        first=FIRST,
        questions=[asdict(question) for question in questions()],
    )


def _question(example: Example) -> Question:
    values = {one.name: typed(one, one.example) for one in example.parameters}
    lines = [
        line
        for line in bind(example.text, values).splitlines()
        if not line.startswith(("# param:", "# search:", "# title:", "# description:"))
    ]
    heading = [f"# {example.title}"]
    if values:
        heading.append(f"# Change what stands after VALUES: {', '.join(values)}.")
    return Question(example.name, example.title, example.description, "\n".join([*heading, *lines]))
