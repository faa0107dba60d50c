"""axe-core in a page: what its rules find."""

import os
import warnings
from pathlib import Path

import pytest

AXE = Path(__file__).parent / "axe" / "node_modules" / "axe-core" / "axe.min.js"
MISSING = "NO AXE-CORE: ACCESSIBILITY OF THE PAGES IS NOT TESTED. Run scripts/axe (needs npm)."


def violations(page, where="document"):
    """What is wrong in a page, or in the part of it that ``where`` (JavaScript) names.

    Without axe-core (it needs npm) a loud skip on a developer's machine, a failure in CI.
    """
    if not AXE.is_file():
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn(MISSING, stacklevel=2)
        pytest.skip(MISSING)
    # Evaluated, not added as an element: the page's policy would not let it run.
    page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    found = page.evaluate(f"axe.run({where}, {{ resultTypes: ['violations'] }})")["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]
