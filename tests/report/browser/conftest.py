from __future__ import annotations

import pytest

from tests.report.browser.looking import SITE


@pytest.fixture(scope="session")
def made_site() -> None:
    """The site of the last run on the example."""
    if not (SITE / "index.html").exists():
        pytest.skip(f"{SITE} is not there: run `make report` first, as `make test` does")
