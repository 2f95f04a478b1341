"""What was done and what there is: the working groups, and the list of offers."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from bot.report import bars
from bot.report.contents import Report
from bot.report.drawn import SAY
from bot.sheets.report.flow import figure, table, told


def groups(report: Report) -> Iterator[Flowable]:
    yield told(
        SAY.text(
            "Meetings that took place from {period}, and what came of them, counted exactly. "
            "Missing: what nobody wrote down.",
            period=report.quarter.period,
        ),
        table(
            (
                SAY.text("Working group"),
                SAY.text("Meetings"),
                SAY.text("Cancelled"),
                SAY.text("Decisions"),
                SAY.text("Tasks"),
                SAY.text("Tasks done"),
            ),
            [
                (
                    one.group,
                    *map(
                        SAY.number,
                        (one.meetings, one.cancelled, one.decisions, one.tasks, one.done),
                    ),
                )
                for one in report.worked
            ],
            (None, 20 * mm, 22 * mm, 24 * mm, 20 * mm, 20 * mm),
            numbers=(1, 2, 3, 4, 5),
        ),
        SAY.text("Working groups"),
    )


def catalogue(report: Report) -> Iterator[Flowable]:
    """How much our list knows."""
    state = report.state
    known = (
        (SAY.text("Age is stated"), state.ages),
        (SAY.text("Price is stated"), state.prices),
        (SAY.text("Times are stated"), state.schedules),
        (SAY.text("Phone, mail or link is stated"), state.contacts),
        (SAY.text("Confirmed by the provider"), state.confirmed),
    )
    yield told(
        SAY.text(
            "Our list on {day}: {offers} offers of {providers} providers, counted exactly. Missing: "
            "what we do not know of.",
            day=SAY.day(report.today),
            offers=SAY.number(state.offers),
            providers=SAY.number(state.providers),
        ),
        table(
            (SAY.text("What we know"), SAY.text("Offers"), SAY.text("Part of all")),
            [(word, SAY.number(number), _share(number, state.offers)) for word, number in known],
            (None, 21 * mm, 24 * mm),
            numbers=(1, 2),
        ),
        SAY.text("State of the list of offers"),
    )
    if picture := bars.supply(report.quarter):
        yield figure(picture, 0.9)


def _share(number: int, whole: int) -> str:
    return f"{round(100 * number / whole)} %" if whole else "–"
