"""The first page: what the report is about, the most important, and all totals with their meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from bot.gaps.cases import SUPPORT
from bot.gaps.fives import Part
from bot.gaps.values import Dimension
from bot.report.contents import Report
from bot.report.drawn import SAY
from bot.report.heat import heat
from bot.report.quarter import Quarter
from bot.sheets.pdf import Heading
from bot.sheets.report.flow import bullets, note, paragraph, table
from bot.wishes.wish import Source


def title(quarter: Quarter) -> str:
    return SAY.text(
        "Report of quarter {number} of {year}", number=quarter.number, year=quarter.year
    )


def head(report: Report) -> Iterator[Flowable]:
    town = report.quarter.catalogue.town
    day = SAY.day(report.today)
    yield paragraph(SAY.text("Bildungslotse {town}. Date: {day}", town=town.name, day=day), 11)
    yield paragraph(title(report.asked_for), 20, bold=True)
    yield paragraph(
        SAY.text("Figures for the committee. Published by: {office}.", office=town.office.name)
    )
    if report.unknown:
        yield note(
            SAY.text(
                "This quarter is not complete. Counted: {counted}. Not closed: {unknown}.",
                counted=", ".join(map(SAY.month, report.closed)),
                unknown=", ".join(map(SAY.month, report.unknown)),
            )
        )


def most_important(report: Report) -> Iterator[Flowable]:
    yield Heading(SAY.text("The most important"))
    yield from bullets(_sentences(report))


def _sentences(report: Report) -> Iterator[str]:
    quarter = report.quarter.released
    yield SAY.text(
        "Questions: {found} found a fitting offer, {asked} did not.",
        found=SAY.number(quarter.total(Part.FOUND)),
        asked=SAY.number(quarter.total(Part.ASKED)),
    )
    yield _wished(quarter.told(Part.WISHED, Dimension.WAY))
    if picture := heat(report.quarter):
        yield picture.title
    yield SAY.text(
        "Working groups: {meetings} meetings, {decisions} decisions.",
        meetings=SAY.number(sum(one.meetings for one in report.worked)),
        decisions=SAY.number(sum(one.decisions for one in report.worked)),
    )
    yield SAY.text(
        "List of offers: {offers} offers, {confirmed} of them confirmed.",
        offers=SAY.number(report.state.offers),
        confirmed=SAY.number(report.state.confirmed),
    )


def _wished(ways: Mapping[str, int]) -> str:
    elsewhere = sum(ways.get(one, 0) for one in Source if one is not Source.CHAT)
    joined = ways.get(SUPPORT, 0)
    return SAY.text(
        "Wishes: {wishes}, {elsewhere} of them by phone, at the counter or at a conference; "
        "“Me too”: {joined}.",
        wishes=SAY.number(sum(ways.values()) - joined),
        elsewhere=SAY.number(elsewhere),
        joined=SAY.number(joined),
    )


def overview(report: Report) -> Iterator[Flowable]:
    quarter, year = report.quarter.released, report.year.released
    yield Heading(SAY.text("Figures at a glance"))
    yield paragraph(_since(report))
    yield table(
        (
            SAY.text("Figure"),
            SAY.text("Quarter"),
            SAY.text("12 months"),
            SAY.text("What it counts, and what is missing"),
        ),
        [
            (called, SAY.number(quarter.total(part)), SAY.number(year.total(part)), meaning)
            for part, (called, meaning) in _MEANINGS.items()
        ],
        (40 * mm, 19 * mm, 22 * mm, None),
        numbers=(1, 2),
    )


def _since(report: Report) -> str:
    said = SAY.text(
        "The quarter: {quarter}. The 12 months: {year}. Closed months only, in whole fives.",
        quarter=report.quarter.period,
        year=report.year.period,
    )
    if report.since is None:
        return said
    since = SAY.text("The first figures are of {month}.", month=SAY.month(report.since))
    return f"{said} {since}"


_MEANINGS = {
    Part.FOUND: (
        SAY.text("Questions with a fitting offer"),
        SAY.text(
            "Questions in the chat for which our list had a fitting offer. Missing: small talk, "
            "other matters, and every emergency, which we never count."
        ),
    ),
    Part.ASKED: (
        SAY.text("Questions without a fitting offer"),
        SAY.text(
            "Questions in the chat for which nothing fitted, or only nearly. Missing: what nobody "
            "asked us."
        ),
    ),
    Part.WISHED: (
        SAY.text("Wishes and “Me too”"),
        SAY.text(
            "Each wish once, and each person who joined one. Who asks in vain and then wishes "
            "counts in both. Missing: what was withdrawn, and what nobody says."
        ),
    ),
    Part.ANSWERED: (
        SAY.text("Answered wishes"),
        SAY.text(
            "Wishes that got their latest answer in this time. Missing: those that still wait, and "
            "their earlier answers."
        ),
    ),
}
