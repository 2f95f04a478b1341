"""The papers of a meeting and of its items, as those who organise it see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from markupsafe import Markup

from bot.catalogue.problems import Reason
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.agenda import AgendaItem, Document
from handlers.views import buttons, mistakes
from handlers.views.meetings.documents import fitting, line
from handlers.views.meetings.facts import Shown
from handlers.views.meetings.planning import MANAGE, PAPERS, code

OF_ITEM, REMOVE = "I", "Z"

_ITEMS = 20
_ROOM = 3000
"""Characters for the papers, of Telegram's 4,096."""


def of_meeting(say: Say, shown: Shown, wrong: Reason | None) -> Message:
    own = [one for one in shown.documents if one.item is None]
    head = say.html("<b>Documents: {name}</b>", name=shown.meeting.name)
    rows = list(_removals(say, own, f"{PAPERS}{shown.meeting.id}"))
    for number, item in enumerate(shown.items[:_ITEMS], 1):
        label = say.text("For item {number}: {name}", number=number, name=item.name)
        rows.append((Button(shorten(label), code(OF_ITEM, item.id)),))
    rows.append((buttons.back(say, code(MANAGE, shown.meeting.id)),))
    return _message(say, head, own, rows, wrong)


def of_item(say: Say, shown: Shown, item: AgendaItem, wrong: Reason | None) -> Message:
    own = [one for one in shown.documents if one.item == item.id]
    head = say.html("<b>Documents for “{name}”</b>", name=item.name)
    rows = list(_removals(say, own, f"{OF_ITEM}{item.id}"))
    rows.append((buttons.back(say, code(PAPERS, shown.meeting.id)),))
    return _message(say, head, own, rows, wrong)


def _message(
    say: Say, head: Markup, own: Sequence[Document], rows: list[Row], wrong: Reason | None
) -> Message:
    parts = [mistakes.sentence(say, wrong)] if wrong else []
    known = [Markup("• {}").format(line(one.name, one.url)) for one in own]
    lines = [head, *fitting(say, known, _ROOM)]
    if not own:
        lines.append(say.html("None yet."))
    parts.append(Markup("\n").join(lines))
    parts.append(
        say.html(
            "Write the title and the link, for example: "
            "<i>Draft of the mission statement https://town.example/draft.pdf</i>\n"
            "Members find it at the meeting, see /termine."
        )
    )
    return Message(Markup("\n\n").join(parts), tuple(rows))


def _removals(say: Say, own: Sequence[Document], where: str) -> Iterator[Row]:
    for one in own:
        name = urlsplit(one.url).netloc if one.name == one.url else one.name
        label = shorten(say.text("Delete: {task}", task=name))
        yield (Button(label, code(REMOVE, one.id, where)),)
