"""Why a source has no name, in the words of the article: "on condition of anonymity"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model import Attribution, Span

_BE = r"(?:be|being)"
_NAMED = r"(?:named|identified|quoted(?:\s+by\s+name)?|mentioned\s+by\s+name)"
_PHRASES = (
    # "on condition of anonymity", "under the condition that his name not be used"
    r"(?:on|under)\s+(?:the\s+|a\s+)?(?:strict\s+)?condition\s+of\s+(?:strict\s+)?anonymity",
    r"on\s+(?:the\s+)?condition\s+(?:that\s+)?(?:he|she|they|\w+\s+names?)\s+not\s+be\s+\w+",
    r"(?:on|under)\s+(?:the\s+)?(?:cover|promise)\s+of\s+anonymity",
    r"on\s+(?:a\s+)?(?:not[-\s]for[-\s]attribution|background)\s+basis",
    # "who asked not to be named", "declined to be identified", "wishing to remain anonymous"
    rf"(?:who\s+)?(?:has\s+|have\s+|had\s+)?(?:ask|request|prefer|wish|want|choose|chose|insist)"
    rf"(?:ed|r?red|ing|es|s)?\s+(?:that\s+(?:he|she|they)\s+)?(?:on\s+)?not\s+(?:to\s+)?"
    rf"{_BE}\s+{_NAMED}",
    rf"(?:who\s+)?(?:declin|refus)(?:ed|ing|es|e)\s+to\s+{_BE}\s+{_NAMED}",
    rf"(?:who\s+)?(?:did|do|does)(?:\s+not|n['’]t)\s+(?:want|wish)\s+(?:to\s+be|(?:his|her|their)"
    rf"\s+names?\s+(?:to\s+be\s+)?)\s*(?:{_NAMED}|used|published|disclosed)",
    r"(?:who\s+)?(?:ask|request|wish|want|prefer|choose|chose)(?:ed|r?red|ing|es|s)?\s+to\s+"
    r"(?:remain|stay|be)\s+anonymous",
    r"(?:who\s+)?(?:was\s+|were\s+)?(?:request|ask(?:ed|ing)?\s+for|insist(?:ed|ing)?\s+on|grant|"
    r"demand)(?:ed|ing|s)?\s+anonymity",
    # "who was not authorized to speak publicly"
    r"(?:who\s+|because\s+(?:he|she|they)\s+)?(?:is|are|was|were)(?:\s+not|n['’]t)\s+"
    r"(?:authori[sz]ed|allowed|permitted|cleared)\s+to\s+(?:speak|talk|discuss|comment|brief|disclose)",
    r"(?:who\s+|because\s+(?:he|she|they)\s+)?lack(?:ed|s|ing)?\s+(?:the\s+)?authori[sz]ation\s+to\s+"
    r"(?:speak|talk|discuss|comment)",
    rf"(?:who\s+)?(?:cannot|could\s+not|can['’]?t|may\s+not)\s+be\s+{_NAMED}",
)
_SPEAKING = r"(?:(?:who\s+)?(?:spoke|speaks|speaking|talked|talking|commented|commenting|said)\s+)?"
_STATED = re.compile(rf"\b{_SPEAKING}(?:{'|'.join(_PHRASES)})\b", re.IGNORECASE)
#: Where the reason goes on to: not past a comma, a quotation mark, a dash or the sentence.
_REST = re.compile(
    r"(?:(?!\.(?:\s|$)|[?!]|\s[-–—]|--)[^,;:()“”\"\n])*"
    r"(?:,\s+(?=(?:because|citing|since|as\s+(?:he|she|they|the)|due\s+to|for\s+fear|fearing|given)\b)"
    r"(?:(?!\.(?:\s|$)|[?!]|\s[-–—]|--)[^,;:()“”\"\n])*)?"
)
_LONGEST = 300


def reasons(text: str, attributions: Sequence[Attribution]) -> Iterator[Span]:
    """The places of a text that say why somebody is not named, in its order.

    Each runs from the verb or preposition ("on condition", "who asked") to the end of its clause,
    and never into what an attribution has as its cue, or as content unless all of it is in there.
    """
    walls = sorted(
        span.start for one in attributions for span in (*one.cue, *one.content, *one.source)
    )
    done = 0
    for found in _STATED.finditer(text):
        if found.start() < done:
            continue
        rest = _REST.match(text, found.end())
        end = min(rest.end() if rest else found.end(), found.start() + _LONGEST)
        end = min((wall for wall in walls if found.end() <= wall < end), default=end)
        done = found.start() + len(text[found.start() : end].rstrip())
        yield Span(found.start(), done)
