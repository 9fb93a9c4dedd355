from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.params import ReportSettings
from pipeline.report.branding import LEGIBLE, PAPERS, check_branding, contrast, legible, write_branding


def test_black_on_white_is_the_highest_contrast_there_is() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 1) == 21.0
    assert contrast("#123456", "#123456") == 1.0


@pytest.mark.parametrize(("name", "colour"), [("colour", "#FFCC00"), ("colour_dark", "#0A2A36")])
def test_a_colour_that_nobody_can_read_is_refused_with_one_that_can(name: str, colour: str) -> None:
    with pytest.raises(SettingsError) as error:
        check_branding(ReportSettings.model_validate({name: colour}))
    assert colour in str(error.value)
    assert legible(colour, PAPERS[name]) in str(error.value)


@pytest.mark.parametrize("name", list(PAPERS))
@pytest.mark.parametrize("colour", ["#FFCC00", "#808080", "#123456", "#00FF00"])
def test_the_colour_that_is_offered_is_legible_on_every_ground(name: str, colour: str) -> None:
    assert min(contrast(legible(colour, PAPERS[name]), paper) for paper in PAPERS[name]) >= LEGIBLE


def test_a_house_colour_alone_gives_a_style_for_light_and_dark(tmp_path: Path) -> None:
    write_branding(ReportSettings(colour="#8A1538"), tmp_path)
    css = (tmp_path / "huisstijl.css").read_text(encoding="utf-8")
    assert "--link: #8A1538" in css
    assert "prefers-color-scheme: dark" in css


def test_a_logo_is_copied_and_a_missing_one_is_named(tmp_path: Path) -> None:
    logo = tmp_path / "Merk.PNG"
    logo.write_bytes(b"x")
    (tmp_path / "site").mkdir()
    write_branding(ReportSettings(logo=logo), tmp_path / "site")
    assert (tmp_path / "site" / "logo.png").read_bytes() == b"x"
    with pytest.raises(SettingsError, match=r"weg\.svg"):
        check_branding(ReportSettings(logo=tmp_path / "weg.svg"))


def test_without_a_house_style_nothing_is_written(tmp_path: Path) -> None:
    write_branding(ReportSettings(), tmp_path)
    assert not list(tmp_path.iterdir())
