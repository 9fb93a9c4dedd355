from __future__ import annotations

import pytest

from pipeline.report.site import write_site
from tests.report.corpus import example
from tests.report.site_walk import Visit, visit


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Visit:
    folder = tmp_path_factory.mktemp("site")
    write_site(example(), folder)
    return visit(folder)
