"""How large and how quick the graph page is, with made-up statements:

    scripts/benchmark_views.py 1000 10000 100000

For each number of statements a process makes the page (time, memory), and a headless Chromium
opens it, filters, reads a statement and searches (scripts/chromium installs one). Prints a table in
Markdown; every number is from this run. --no-contexts leaves out the words around statements.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.model import (
    Agent,
    AgentKind,
    Argument,
    Attribution,
    Claim,
    Document,
    Extraction,
    Form,
    Proposition,
    Record,
    Resolution,
    ResolvedSource,
    Span,
    Spans,
    SpeechAct,
)
from kg.views.page import graph_page
from scripts.screenshots import ARGUMENTS, chromium

SYLLABLES = tuple(first + second for first in "bdfgklmnprstvz" for second in "aeiou")
CUES = {"said": "asserts", "reported": "asserts", "denied": "denies", "demanded": "demands"}
MADE_BY = Extraction("claim-attribution-kg", "0", "none", "generated", "0" * 64)

STATEMENTS_OF_AN_ARTICLE = 24
"""As in the news articles that the tagger was trained on (23.6), with contents as long."""


class Generator:
    """Articles of made-up words by sources and about topics of very different weight (Zipf)."""

    def __init__(self, statements: int, seed: int = 1) -> None:
        self.dice = random.Random(seed)
        self.words = [self._word() for _ in range(6000)]
        self.word_weights = _zipf(len(self.words))
        kinds = [kind for kind in AgentKind if kind is not AgentKind.UNKNOWN]
        self.agents = [
            Agent(f"{self._name()} {self._name()} {number}", self.dice.choice(kinds))
            for number in range(max(40, statements // 12))
        ]
        self.agent_weights = _zipf(len(self.agents))
        self.topics = [f"{self._name()} {self._word()}" for _ in range(max(60, statements // 8))]
        self.topic_weights = _zipf(len(self.topics))

    def _word(self) -> str:
        return "".join(self.dice.choices(SYLLABLES, k=self.dice.randint(1, 4)))

    def _name(self) -> str:
        return self._word().capitalize()

    def _sentence(self, words: int) -> str:
        return " ".join(self.dice.choices(self.words, self.word_weights, k=words))

    def records(self, statements: int) -> Iterator[Record]:
        """As many statements as wanted, an article at a time."""
        number = 0
        while statements > 0:
            count = min(STATEMENTS_OF_AN_ARTICLE, statements)
            yield self._record(number, count)
            statements -= count
            number += 1

    def _record(self, number: int, count: int) -> Record:
        text: list[str] = []
        length = 0
        attributions, claims, sources = [], [], {}

        def add(words: str) -> Spans:
            nonlocal length
            text.append(words)
            length += len(words)
            return (Span(length - len(words), length),)

        for _ in range(count):
            agent = self.dice.choices(self.agents, self.agent_weights)[0]
            cue = self.dice.choice(list(CUES))
            topic = self.dice.choices(self.topics, self.topic_weights)[0]
            source = add(agent.name)
            add(" ")
            cued = add(cue)
            add(" that ")
            subject = add(topic)
            predicate = add(f" {self.dice.choice(self.words)}")
            add(f" {self._sentence(self.dice.randint(6, 28))}")
            content = (Span(subject[0].start, length),)
            add(f". {self._sentence(self.dice.randint(8, 30)).capitalize()}.\n\n")
            one = Attribution(
                source,
                cued,
                content,
                form=self.dice.choice(list(Form)),
                speech_act=SpeechAct(CUES[cue]),
                uttered_on=date(2024, 1, 1) + timedelta(self.dice.randrange(700)),
                confidence=round(self.dice.uniform(0.3, 1), 2),
            )
            attributions.append(one)
            sources[one.id] = ResolvedSource(agent, Resolution.NAME, source)
            claims.append((content, subject, predicate, topic))
        whole = "".join(text)
        document = Document(
            id=f"article-{number:05}",
            text=whole,
            title=self._sentence(8).capitalize(),
            publisher=f"Example {number % 40}",
            date=date(2024, 1, 1) + timedelta(number % 700),
            url=f"https://news.example/{number}",
        )
        made = []
        for content, subject, predicate, topic in claims:
            words = predicate[0].text_in(whole).strip()
            proposition = Proposition(Argument(subject, topic), words, words, predicate, None)
            made.append(Claim(content, content, content[0].text_in(whole), (proposition,)))
        return Record(document, MADE_BY, tuple(attributions), sources, tuple(made))


def _zipf(count: int) -> list[float]:
    return [1 / (rank + 2) for rank in range(count)]


def build(statements: int, path: Path, contexts: bool) -> dict[str, float]:
    """Make the page in this process; seconds, megabytes of memory, megabytes of file."""
    records = list(Generator(statements).records(statements))
    base = _megabytes()
    started = time.perf_counter()
    path.write_text(graph_page(records, contexts=contexts), encoding="utf-8")
    return {
        "build s": time.perf_counter() - started,
        "memory MB": _megabytes(),
        "of it records MB": base,
        "file MB": path.stat().st_size / 1e6,
    }


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


TIMED = """async (what) => {
    const quiet = async () => {
        do await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        while (KG.busy());
    };
    const started = performance.now();
    await what();
    await quiet();
    return performance.now() - started;
}"""

STEPS = {
    "filter ms": "() => KG.choose({ act: ['denies'] })",
    "filter again ms": "() => KG.choose({ act: [], from: '2024-06-01', sure: '80' })",
    "panel ms": "() => KG.choose({ at: KG.found.order[Math.floor(KG.found.order.length / 2)] })",
    "first search ms": "() => KG.choose({ at: null, from: '', sure: '', q: 'bade' })",
    "next search ms": "() => KG.choose({ q: 'fogu' })",
    "circle of a source ms": "() => KG.choose({ q: '', focus: ['s0'], depth: 1 })",
    "wider circle ms": "() => KG.choose({ depth: 2 })",
}


def browse(path: Path) -> dict[str, float]:
    """Open the page and use it; milliseconds as the page measures them."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*ARGUMENTS])
        page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        page.set_default_timeout(120_000)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        page.goto(path.as_uri(), wait_until="commit")
        page.locator("html[data-ready]").wait_for(state="attached")
        page.locator("#list li").first.wait_for()
        metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
        found = {
            "interactive s": page.evaluate("KG.ready") / 1e3,
            "renderer CPU s": metrics["TaskDuration"],
            "nodes": page.evaluate("KG.nodes.length"),
        }
        for name, step in STEPS.items():
            found[name] = page.evaluate(f"() => ({TIMED})({step})")
        found["nodes of wider circle"] = page.evaluate("KG.nodes.length")
        browser.close()
    return found


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("statements", nargs="+", type=int)
    parser.add_argument("--no-contexts", action="store_true")
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        print(json.dumps(build(options.statements[0], options.make, not options.no_contexts)))
        return 0
    if chromium() is None:
        print("no Chromium here: run scripts/chromium", file=sys.stderr)
        return 1
    columns = []
    with tempfile.TemporaryDirectory() as folder:
        for number in options.statements:
            path = Path(folder) / f"{number}.html"
            extra = ["--no-contexts"] * options.no_contexts
            command = [sys.executable, __file__, str(number), "--make", str(path), *extra]
            made = subprocess.run(command, check=True, capture_output=True, text=True)
            columns.append(json.loads(made.stdout) | browse(path))
    print("| |" + "".join(f" {number:,} |" for number in options.statements))
    print("|---|" + "---|" * len(columns))
    for name in columns[0]:
        print(f"| {name} |" + "".join(f" {column[name]:,.4g} |" for column in columns))
    return 0


if __name__ == "__main__":
    sys.exit(main())
