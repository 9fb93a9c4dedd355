"""Is it about the transfer or about the renewal: passages by frame, as counted and corrected, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.report.marks import Line
from pipeline.report.model import ALL, Estimate
from pipeline.report.quality import Quality, measured_at
from pipeline.report.report import Report
from pipeline.report.speech import say
from pipeline.report.views import LinkedLine

BALANCE = "balans"
RENEWAL, TRANSFER = "transformatie", "transitie"


@dataclass(frozen=True)
class Frame:
    """One frame over the years.

    Attributes:
        name: "over vernieuwing".
        counted: its share of the passages, by year.
        corrected: the same, corrected for the measured errors; None where those are not known.
        quality: how well the computer finds it; None when not measured.
    """

    name: str
    counted: tuple[Estimate, ...]
    corrected: tuple[Estimate, ...] | None
    quality: Quality | None


@dataclass(frozen=True)
class Frames:
    """Both frames, and of the passages about either the share about renewal, by year."""

    renewal: Frame
    transfer: Frame
    balance: tuple[Estimate, ...]
    passages: int | None

    @property
    def both(self) -> tuple[Frame, Frame]:
        """Renewal first."""
        return self.renewal, self.transfer

    @property
    def lines(self) -> list[LinkedLine]:
        """Counted with its band, and dashed what the correction makes of it."""
        found = []
        for slot, frame in enumerate(self.both, 1):
            found.append(Line((frame.name,), slot, frame.counted))
            if frame.corrected:
                label = say("{}, gecorrigeerd", "{}, corrected", frame.name)
                short = say("gecorrigeerd", "corrected")
                found.append(Line((label,), slot, frame.corrected, band=False, dashed=True, short=short))
        return [LinkedLine(line, (None,) * len(line.points)) for line in found]


def frames_of(report: Report) -> Frames | None:
    """What everybody together writes about; None where passages were not told apart, or are too few."""
    renewal = _frame(report, RENEWAL, say("over vernieuwing", "about renewal"))
    transfer = _frame(report, TRANSFER, say("over overgang", "about transfer"))
    if not any(e.enough for frame in (renewal, transfer) for e in frame.counted):
        return None
    balance = tuple(report.estimate("frame", BALANCE, ALL, year) for year in report.years)
    return Frames(renewal, transfer, balance, report.measured("frames", "passages"))


def _frame(report: Report, id_: str, name: str) -> Frame:
    counted = tuple(report.estimate("frame", id_, ALL, year) for year in report.years)
    corrected = tuple(report.corrected("frame", id_, year) for year in report.years)
    known = corrected if any(e.enough for e in corrected) else None
    return Frame(name, counted, known, measured_at(report.metrics, f"frames/{id_}"))
