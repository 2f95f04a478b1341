"""An official answer as people will read it, before it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.desk.item import Item
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.desk_drafts import DeskDraft
from handlers.views import wishes
from handlers.views.desk import answer
from handlers.views.desk.frame import head, to_card
from handlers.views.scene import Scene


def preview(  # noqa: PLR0913 - the same message for one and for a group
    scene: Scene,
    item: Item,
    draft: DeskDraft,
    back: str,
    *,
    readers: int,
    group: Sequence[int],
    group_readers: int,
) -> Message:
    """As people will read it; `group` holds the wishes that can have the same answer."""
    say = scene.say
    lead = say.plural(
        "This is how {number} person reads it:", "This is how {number} people read it:", readers
    )
    if not readers:
        lead = say.text("Nobody is told: nobody waits for it in the chat. It would say:")
    told = [Markup("<b>{}</b>").format(lead), *_as_read(scene, item, draft)]
    if item.wish is not None and item.wish.content.sensitive:
        told.append(
            say.html("<i>Sensitive: first only “There is something new for you.” is sent.</i>")
        )
    if len(group) > 1:
        told.append(
            say.html(
                "In the group are {number} open wishes: {numbers}. "
                "Altogether {readers} would read it.",
                number=len(group),
                numbers=", ".join(map(str, group)),
                readers=group_readers,
            )
        )
    return Message(
        head(say, item) + Markup("\n\n").join(told),
        tuple(_sending(say, item, draft, back, len(group))),
    )


def _as_read(scene: Scene, item: Item, draft: DeskDraft) -> Iterator[Markup]:
    if item.wish is None:
        return
    offer = scene.catalogue.by_id.get(draft.decision.offer_id or "")
    shown = replace(item.wish.content, sensitive=False)
    decided = replace(item.wish, content=shown, decision=draft.decision)
    yield Markup("<blockquote>{}</blockquote>").format(wishes.news(scene.say, decided, offer).html)
    if offer is not None:
        yield scene.say.html("With the offer as a button: {title}", title=offer.title)


def _sending(say: Say, item: Item, draft: DeskDraft, back: str, group: int) -> Iterator[Row]:
    one = say.text("Send") if group < 2 else say.text("Send, only for this wish")
    yield (Button(one, answer.code(answer.SEND, draft, back, 1)),)
    if group > 1:
        label = say.text("Send to all {number} of the group", number=group)
        yield (Button(shorten(label), answer.code(answer.SEND, draft, back, answer.TO_ALL)),)
    yield (
        Button(say.text("Other words"), answer.code(answer.TEMPLATES, draft, back)),
        to_card(say, item, back),
    )
