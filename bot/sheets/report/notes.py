"""The end of the report: whom these figures do not reach, and how they are made."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from bot.gaps.fives import TOLD_APART
from bot.gaps.values import Dimension
from bot.report.contents import Report
from bot.report.drawn import SAY
from bot.sheets.gaps import METHOD
from bot.sheets.pdf import Heading
from bot.sheets.report.flow import bullets, table, told


def unreached(report: Report) -> Iterator[Flowable]:
    yield Heading(SAY.text("Whom these figures do not reach"))
    yield from bullets(
        (
            SAY.text(
                "People without Telegram, or without a phone of their own: their wishes stand here "
                "only if somebody entered them at the counter, on the phone or at a conference."
            ),
            SAY.text(
                "Children: they rarely ask by themselves. What they miss is said by their parents, "
                "or by nobody."
            ),
            SAY.text(
                "People who do not read or write well, or who do not know of the Bildungslotse."
            ),
            SAY.text(
                "People of other languages: the table says in which languages something was missed."
            ),
        )
    )
    spoken = _languages(report)
    if not spoken:
        return
    whole = sum(number for _, number in spoken)
    yield told(
        SAY.text(
            "Demand of the 12 months by language: that of the app, not of the family. Missing: "
            "languages with too few cases to be told."
        ),
        table(
            (SAY.text("Language"), SAY.text("Cases"), SAY.text("Part of all")),
            [
                (
                    report.year.named(Dimension.LANGUAGE, language),
                    SAY.number(number),
                    f"{round(100 * number / whole)} %",
                )
                for language, number in spoken
            ],
            (None, 21 * mm, 24 * mm),
            numbers=(1, 2),
        ),
    )


def _languages(report: Report) -> list[tuple[str, int]]:
    """The most frequent first."""
    told = [report.year.released.told(part, Dimension.LANGUAGE) for part in TOLD_APART]
    found = {
        language: sum(one.get(language, 0) for one in told) for held in told for language in held
    }
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def method(_: Report) -> Iterator[Flowable]:
    yield Heading(SAY.text("Method"))
    yield from bullets(
        (
            *(SAY.text(line) for line in METHOD),
            SAY.text(
                "A five belongs to the month that fills it: its cases can be of earlier months. So "
                "months and quarters add up, and a quarter can lie a little above or below the truth."
            ),
            SAY.text(
                "Questions with a fitting offer and answered wishes are rounded in the same way, "
                "each by itself. Wishes are told apart by their way since ways are counted; older "
                "months stay as they were published."
            ),
            SAY.text(
                "Kinds of gap are what staff found out by today. Figures of working groups and of "
                "the list of offers are no persons' data and exact."
            ),
            SAY.text(
                "Questions are counted without words and persons; emergencies are never counted."
            ),
        )
    )
