"""All pictures of what is published."""

from __future__ import annotations

from collections.abc import Sequence

from bot.report.bars import demand, kinds, supply
from bot.report.drawn import Drawn
from bot.report.heat import heat
from bot.report.picture import Picture


def pictures(drawn: Drawn) -> Sequence[Picture]:
    """Those that would be empty are left out."""
    found = heat(drawn), demand(drawn), supply(drawn), kinds(drawn)
    return [one for one in found if one is not None]
