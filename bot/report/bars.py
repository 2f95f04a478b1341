"""Figures as bars: demand by month, offers by target group, cases by kind of gap."""

from __future__ import annotations

from bot.gaps import naming
from bot.gaps.fives import Part
from bot.gaps.supply import Shelf
from bot.gaps.values import Dimension, Kind, Margin
from bot.matching.rules import EVERYONE
from bot.report.drawn import SAY, Drawn
from bot.report.picture import Bars, Picture, Series


def demand(drawn: Drawn) -> Picture | None:
    """Month by month; None where nothing was asked for."""
    released = drawn.released
    months = released.period.months
    wished = [released.total(Part.WISHED, month) for month in months]
    asked = [released.total(Part.ASKED, month) for month in months]
    both = [one + other for one, other in zip(wished, asked, strict=True)]
    if not sum(both):
        return None
    named = [(SAY.month(month), SAY.number(more)) for month, more in zip(months, both, strict=True)]
    most = named[both.index(max(both))]
    return Picture(
        SAY.text("demand-months"),
        SAY.text("Most was missed in {month}: {number} cases.", month=most[0], number=most[1]),
        SAY.text("Demand without a fitting offer by month, {period}", period=drawn.period),
        (
            SAY.text(
                "Five cases are counted in the month that makes them five; 0: none, or too few "
                "to be told."
            ),
            drawn.source(sum(both)),
        ),
        SAY.text(
            "One bar for each month, the number above it: {months}.",
            months=", ".join(f"{month} {number}" for month, number in named),
        ),
        Bars(
            [f"{month:%m/%y}" for month in months],
            (
                Series(SAY.text("Wishes and “Me too”"), wished),
                Series(SAY.text("Questions without a fitting offer"), asked),
            ),
            upright=True,
        ),
    )


def supply(drawn: Drawn) -> Picture | None:
    """Offers by target group; None where there is no offer."""
    catalogue, shelf = drawn.catalogue, Shelf(drawn.catalogue)
    found = [
        (SAY.name(group.names), shelf.fitting(Dimension.GROUP, group.id).supply)
        for group in catalogue.town.target_groups
        if group.id != EVERYONE
    ]
    found.sort(key=lambda one: -one[1].sure)
    if not catalogue.offers or not found:
        return None
    number = SAY.number(len(catalogue.offers))
    return Picture(
        SAY.text("offers-groups"),
        SAY.text(
            "Most offers are for: {group}. The fewest: {last}.",
            group=found[0][0],
            last=found[-1][0],
        ),
        SAY.text("Offers in our list by target group, {day}", day=SAY.day(drawn.today)),
        (
            SAY.text(
                "One offer can be for several groups, so the bars do not add up. Open: it says "
                "nothing of its group. Missing: what our list does not know."
            ),
            SAY.text(
                "Source: Bildungslotse {town}, list of offers. {number} offers. Date: {day}.",
                town=catalogue.town.name,
                number=number,
                day=SAY.day(drawn.today),
            ),
        ),
        SAY.text(
            "One bar for each group: offers surely for it, and those that leave it open. {groups}.",
            groups="; ".join(f"{name} {one.sure} + {one.unknown}" for name, one in found),
        ),
        Bars(
            [name for name, _ in found],
            (
                Series(SAY.text("surely for this group"), [one.sure for _, one in found]),
                Series(SAY.text("leave it open"), [one.unknown for _, one in found]),
            ),
        ),
    )


def kinds(drawn: Drawn) -> Picture | None:
    """Cases by what staff found out; None where nothing was asked for."""
    total = drawn.table.total
    if not total.demand.total:
        return None
    told = [(naming.kind(SAY, one), total.kinds.get(one, 0)) for one in Kind]
    return Picture(
        SAY.text("gap-kinds"),
        _looked_at(total),
        SAY.text("Demand without a fitting offer by kind of gap, {period}", period=drawn.period),
        (
            SAY.text(
                "Kinds as staff found them out for a topic and an age. Not recorded does not mean: "
                "does not exist."
            ),
            drawn.source(total.demand.total),
        ),
        SAY.text(
            "One bar for each kind of gap: {kinds}.",
            kinds="; ".join(f"{name} {SAY.number(number)}" for name, number in told),
        ),
        Bars([name for name, _ in told], (Series(SAY.text("Cases"), [n for _, n in told]),)),
    )


def _looked_at(total: Margin) -> str:
    known = total.demand.total - total.kinds.get(Kind.UNRECORDED, 0)
    number = SAY.number(total.demand.total)
    if not known:
        return SAY.text("Nobody has found out yet why {number} cases found nothing.", number=number)
    return SAY.text(
        "Staff found out the reason of {some} of {number} cases.",
        some=SAY.number(known),
        number=number,
    )
