"""How soon the largest page of each kind is drawn in Chromium, and how large the pages are.

``python -m benchmarks.report_pages [site] [--rounds 3]`` (default reports/site): each page is opened from disk in a
window of 1440 x 900, the best of so many rounds counts: milliseconds until something is drawn (first contentful paint)
and until all is loaded and laid out. Ends with 1 when a page takes 1,000 ms or more, or is 300 kB or more.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = Path("/usr/bin/chromium")
SLOW, LARGE = 1000.0, 300_000
_TIMES = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  await frame();
  const done = performance.now();
  let paint;
  while (!(paint = performance.getEntriesByName('first-contentful-paint')[0])) await frame();
  return [paint.startTime, done];
}"""


def main() -> int:
    """Measure the largest page of each folder, and each page at the root."""
    parser = argparse.ArgumentParser()
    parser.add_argument("site", type=Path, nargs="?", default=ROOT / "reports" / "site")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    pages = largest(options.site)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        times = {page: min(draw(browser, page) for _ in range(options.rounds)) for page in pages}
        browser.close()
    for page, (done, paint) in sorted(times.items(), key=lambda item: item[1], reverse=True):
        name = page.relative_to(options.site)
        print(f"{paint:6.0f} ms drawn, {done:6.0f} ms done, {page.stat().st_size / 1000:4.0f} kB  {name}")
    size = max(page.stat().st_size for page in options.site.rglob("*.html"))
    print(f"the slowest: {max(times.values())[0]:.0f} ms; the largest page: {size / 1000:.0f} kB")
    return 0 if max(times.values())[0] < SLOW and size < LARGE else 1


def largest(site: Path) -> list[Path]:
    """Each page at the root of a language, and the largest of each other folder."""
    found: dict[Path, Path] = {}
    for page in sorted(site.rglob("*.html")):
        key = page if page.parent in (site, site / "en") else page.parent
        found[key] = max(found.get(key, page), page, key=lambda p: (p.stat().st_size, p.name))
    return list(found.values())


def draw(browser: Browser, page: Path) -> tuple[float, float]:
    """Milliseconds until all is laid out, and until something is drawn."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    view = context.new_page()
    view.goto(page.resolve().as_uri())
    paint, done = view.evaluate(_TIMES)
    context.close()
    return float(done), float(paint)


if __name__ == "__main__":
    sys.exit(main())
