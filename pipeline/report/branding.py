"""What an institute puts on its own copy: a logo and a house colour. Inputs: settings.report. Outputs: site files.

The house colour takes the place of the links and of the first series in charts. It must be legible: contrast by WCAG
2.2 (relative luminance, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio) of at least 4.5 against the paper.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.params import ReportSettings

LEGIBLE = 4.5
PAPERS = {"colour": ("#FBFCFB", "#F1F4F4"), "colour_dark": ("#10181C", "#19242A")}  # paper and surface in site.css
LOGOS = (".svg", ".png", ".jpg", ".jpeg", ".webp")


def check_branding(settings: ReportSettings) -> None:
    """Stop before the work begins when the house style cannot be used.

    Raises:
        SettingsError: a colour with too little contrast (it names the nearest that has enough); a missing logo.
    """
    for name, colour in (("colour", settings.colour), ("colour_dark", _dark(settings))):
        if not colour:
            continue
        found = min(contrast(colour, paper) for paper in PAPERS[name])
        if found < LEGIBLE:
            raise SettingsError(
                f"the colour {colour} is not legible: contrast {found:.1f}",
                expected=f"at least {LEGIBLE} against {' and '.join(PAPERS[name])}",
                where=f"params.yaml, report.{name}",
                remedy=f"use {legible(colour, PAPERS[name])}, the nearest that is",
            )
    if settings.logo and (not settings.logo.is_file() or settings.logo.suffix.lower() not in LOGOS):
        raise SettingsError(
            f"no logo at {settings.logo}",
            expected=f"an image file: {', '.join(LOGOS)}",
            where="params.yaml, report.logo",
            remedy="mend the path, seen from the folder that holds params.yaml, or leave it out",
        )


def write_branding(settings: ReportSettings, folder: Path) -> None:
    """Write ``huisstijl.css`` and copy the logo, as far as there are any."""
    check_branding(settings)
    if settings.logo:
        shutil.copyfile(settings.logo, folder / logo_name(settings))
    if settings.colour:
        light, dark = (f"--link: {c}; --s1: {c}; --h5: {c};" for c in (settings.colour, _dark(settings)))
        rules = f":root {{ {light} --on-h5: #FFFFFF; }}\n"
        rules += f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} --on-h5: #0B1419; }} }}\n"
        (folder / "huisstijl.css").write_text(rules, encoding="utf-8")


def logo_name(settings: ReportSettings) -> str:
    """The file of the logo at the root of the site; empty without one."""
    return f"logo{settings.logo.suffix.lower()}" if settings.logo else ""


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (#RRGGBB), 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def legible(colour: str, papers: tuple[str, ...]) -> str:
    """The colour itself, or mixed with just enough black (white on dark paper) to be legible."""
    towards = "#000000" if _luminance(papers[0]) > 0.5 else "#FFFFFF"
    tries = (_mixed(colour, towards, step / 100) for step in range(101))
    return next(c for c in tries if min(contrast(c, paper) for paper in papers) >= LEGIBLE)


def _dark(settings: ReportSettings) -> str:
    """The colour on dark paper: as given, or the house colour made lighter."""
    return settings.colour_dark or (legible(settings.colour, PAPERS["colour_dark"]) if settings.colour else "")


def _mixed(colour: str, towards: str, part: float) -> str:
    pairs = zip(_channels(colour), _channels(towards), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _channels(colour: str) -> Iterator[int]:
    return (int(colour[i : i + 2], 16) for i in (1, 3, 5))
