"""The report of a quarter for a committee, as PDF."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.platypus import Flowable

from bot.report.contents import Report
from bot.report.drawn import SAY
from bot.sheets import pdf
from bot.sheets.report.missed import gaps, kinds, ways
from bot.sheets.report.notes import method, unreached
from bot.sheets.report.summary import head, most_important, overview, title
from bot.sheets.report.work import catalogue, groups


def document(report: Report) -> bytes:
    town, called = report.quarter.catalogue.town, title(report.asked_for)
    foot = SAY.text(
        "Bildungslotse {town}: {title}. Date: {day}.",
        town=town.name,
        title=called,
        day=SAY.day(report.today),
    )
    whole = SAY.text("{title}, Bildungslotse {town}", title=called, town=town.name)
    return pdf.document(whole, town.office.name, foot, list(story(report)))


def story(report: Report) -> Iterator[Flowable]:
    """What stands on the pages, from above to below."""
    for part in _PARTS:
        yield from part(report)


_PARTS = (
    *(head, most_important, overview, ways, kinds, gaps),
    *(groups, catalogue, unreached, method),
)
