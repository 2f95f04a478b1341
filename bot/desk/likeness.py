"""Open wishes that may mean the same as one: offered to staff, never grouped by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from bot.desk import items
from bot.desk.item import Item
from bot.desk.kinds import Kind, Ref
from bot.storage import wish_keys
from bot.storage.units import Db
from bot.wishes.keys import keys, telling
from bot.wishes.similar import likeness

SHOWN = 5
ENOUGH = 0.4
"""From here on, of 1, staff are asked; citizens are shown less."""

_LOOKED_AT = 40


def alike(db: Db, item: Item) -> Sequence[Item]:
    """The nearest first, without those of its group already."""
    mine = telling(item.text)
    numbers = wish_keys.holding(db, keys(item.text), _LOOKED_AT)
    others = [Ref(Kind.WISH, one) for one in numbers if one not in {item.number, *item.group}]
    rated = [(likeness(mine, telling(one.text)), one) for one in items.read(db, others)]
    near = [(rate, one) for rate, one in rated if rate >= ENOUGH and one.is_open]
    return [one for _, one in sorted(near, key=lambda pair: (-pair[0], pair[1].number))][:SHOWN]
