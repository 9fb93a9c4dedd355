"""A picture of each kind of page of the last run, on a desk and some on a telephone, in the folder of this script.

``make screenshots``, or ``python docs/screenshots/make.py [site]`` (default reports/site). Needs Debian's Chromium.
Each is a PNG of at most 64 colours; the script fails when one is 150 kB or more.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
SITE = HERE.parents[1] / "reports" / "site"
CHROMIUM = Path("/usr/bin/chromium")
MOST, COLOURS = 150_000, 64
DESK, TALL, PHONE = (1200, 900), (1200, 1500), (390, 800)


@dataclass(frozen=True)
class Shot:
    """One picture: a page (the first that fits the pattern, then what follows in its address), how, and where to."""

    name: str
    pattern: str
    fragment: str = ""
    size: tuple[int, int] = DESK
    dark: bool = False


SHOTS = (
    Shot("in-het-kort", "index.html"),
    Shot("in-het-kort-engels", "en/index.html"),
    Shot("in-het-kort-telefoon", "index.html", size=PHONE),
    Shot("overgang-of-vernieuwing", "index.html", fragment="#verhaal"),
    Shot("overgang-of-vernieuwing-telefoon-engels", "en/index.html", fragment="#verhaal", size=PHONE),
    Shot("gemeenten", "gemeenten.html"),
    Shot("gemeente", "gemeenten/gm*.html"),
    Shot("gemeente-engels", "en/gemeenten/gm*.html"),
    Shot("gemeente-donker", "gemeenten/gm*.html", dark=True),
    Shot("gemeente-telefoon", "gemeenten/gm*.html", size=PHONE),
    Shot("regios", "regios.html"),
    Shot("regio", "regios/*.html"),
    Shot("vergelijken", "vergelijken.html", fragment="#{gemeenten}", size=TALL),
    Shot("begrippen", "begrippen.html"),
    Shot("begrip", "begrippen/transformatie.html"),
    Shot("onderwerpen", "onderwerpen.html"),
    Shot("onderwerp", "onderwerpen/*.html"),
    Shot("actoren-en-wetten", "actoren.html"),
    Shot("overname", "overname.html"),
    Shot("overname-engels", "en/overname.html"),
    Shot("dekking", "dekking.html"),
    Shot("verantwoording", "verantwoording.html"),
    Shot("zoeken", "zoeken.html", fragment="#q=wijkteam"),
    Shot("zoeken-telefoon", "zoeken.html", fragment="#q=wijkteam", size=PHONE),
    Shot("downloads", "downloads.html"),
    Shot("leeswijzer", "leeswijzer.html"),
    Shot("bewijs", "bewijs/transformatie.html"),
    Shot("bewijs-gemeente", "bewijs/gm*.html"),
)


def main(arguments: list[str]) -> int:
    """Take all pictures; 1 when a page is missing or a picture too large."""
    site = Path(arguments[0]) if arguments else SITE
    wrong = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for shot in SHOTS:
            page = next(iter(sorted(site.glob(shot.pattern))), None)
            if page is None:
                print(f"{shot.name}: no page {shot.pattern} in {site}", file=sys.stderr)
                wrong += 1
                continue
            picture = _small(_take(browser, shot, page, site))
            (HERE / f"{shot.name}.png").write_bytes(picture)
            wrong += len(picture) >= MOST
            print(f"{shot.name}.png: {len(picture) / 1000:.0f} kB")
        browser.close()
    return min(wrong, 1)


def _take(browser: Browser, shot: Shot, page: Path, site: Path) -> bytes:
    places = ",".join(sorted(f.stem for f in (site / "gemeenten").glob("gm*.html"))[:3])
    context = browser.new_context(
        viewport={"width": shot.size[0], "height": shot.size[1]}, color_scheme="dark" if shot.dark else "light"
    )
    view = context.new_page()
    view.goto(page.resolve().as_uri() + shot.fragment.replace("{gemeenten}", places))
    view.wait_for_timeout(500)
    picture = view.screenshot()
    context.close()
    return picture


def _small(png: bytes) -> bytes:
    out = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
