"""What came out of a meeting, as staff write it down."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.catalogue.problems import Reason
from bot.desk.resolving import Reply
from bot.groups.results import Outcome
from bot.i18n import Say
from bot.message import Button, Message, Row, shorten
from bot.storage.agenda import AgendaItem
from bot.storage.wishes import Decision
from bot.wishes.wish import Status
from handlers.views import buttons
from handlers.views.meetings import facts, outcomes
from handlers.views.meetings.facts import Shown
from handlers.views.meetings.planning import MANAGE, RESULTS, code

ITEM, ANSWER, TELL, UNDO = "R", "q", "Q", "u"
STATUSES: Mapping[str, Status] = {
    "w": Status.WORKING,
    "p": Status.PLANNED,
    "r": Status.REFUSED,
}
"""What a meeting can decide about a wish, by the letter in a code."""
LONGEST = 500
"""Characters of an answer to those who wished."""
_MOST = 20


def items(say: Say, shown: Shown) -> Message:
    head = say.html("<b>Results: {name}</b>", name=shown.meeting.name)
    if not shown.items:
        text = head + "\n" + say.html("This meeting had no agenda.")
    else:
        text = head + "\n\n" + facts.agenda(say, shown)
    rows: list[Row] = [
        (Button(shorten(f"{number}. {one.name}"), code(ITEM, one.id)),)
        for number, one in enumerate(shown.items[:_MOST], 1)
    ]
    return Message(text, (*rows, (buttons.back(say, code(MANAGE, shown.meeting.id)),)))


def item(  # noqa: PLR0913, PLR0917 - the item, what came of it, and a word on the last step
    say: Say,
    one: AgendaItem,
    outcome: Outcome | None,
    zone: ZoneInfo,
    wrong: Reason | None = None,
    note: Markup | None = None,
) -> Message:
    parts = [say.html(wrong.message, **wrong.values)] if wrong else []
    parts += [note] if note else []
    lines = [Markup("<b>{}</b>").format(one.name)]
    lines += outcomes.lines(say, outcome, zone) if outcome else ()
    parts.append(Markup("\n").join(lines))
    parts.append(
        say.html(
            "Write what was decided. A task begins with “Task:”, for example: "
            "<i>Task: write the draft, parents’ council, by 15 January</i>"
        )
    )
    rows: list[Row] = [
        (Button(shorten(say.text("Delete: {task}", task=task.text)), code(UNDO, one.id, task.id)),)
        for task in (outcome.tasks if outcome else ())
    ]
    if one.wish is not None and outcome and outcome.decision:
        rows += [
            (Button(label, code(ANSWER, one.id, letter)),)
            for letter, label in _answers(say).items()
        ]
    back = code(RESULTS, one.meeting)
    return Message(Markup("\n\n").join(parts), (*rows, (buttons.back(say, back),)))


def preview(  # noqa: PLR0913, PLR0917 - what is told, as which status, and what was shown
    say: Say, one: AgendaItem, said: Reply, letter: str, mark: str, note: Markup | None = None
) -> Message:
    """Before it is sent: what those who wished read, and how many they are."""
    readers = say.plural(
        "This is how {number} person reads it:", "This is how {number} people read it:", said.people
    )
    if not said.people:
        readers = say.text("Nobody is told: nobody waits for it in the chat. It would say:")
    parts = [note] if note else []
    parts += [
        Markup("<b>{}</b>").format(readers),
        say.html(
            "“{wish}”\n<b>{status}</b>\n“{answer}”",
            wish=said.wishes[0].text,
            status=_statuses(say)[letter],
            answer=said.decision.answer,
        ),
    ]
    if len(said.wishes) > 1:
        number = len(said.wishes)
        parts.append(say.html("It goes to all {number} wishes of this item.", number=number))
    rows = (
        (Button(say.text("Yes, tell them"), code(TELL, one.id, f"{letter}.{mark}")),),
        (buttons.back(say, code(ITEM, one.id)),),
    )
    return Message(Markup("\n\n").join(parts), rows)


def changed(say: Say) -> Markup:
    return say.html("Something was changed meanwhile. This is how it would be told now:")


def too_long(say: Say, decision: Decision) -> Markup:
    return say.html(
        "This decision has {length} characters, an answer has room for {limit}. Please write the "
        "decision shorter, or answer the wish at /eingang.",
        length=len(decision.answer),
        limit=LONGEST,
    )


def told(say: Say, *, done: bool) -> Markup:
    if done:
        return say.html("<b>Everybody who waits for it is told now.</b>")
    return say.html("That did not work: the wish is not open any more, or the answer is too long.")


def _statuses(say: Say) -> dict[str, str]:
    return {
        "w": say.text("We are working on it"),
        "p": say.text("Planned"),
        "r": say.text("Sadly not possible"),
    }


def _answers(say: Say) -> dict[str, str]:
    return {
        letter: say.text("Tell the wishers: {status}", status=status)
        for letter, status in _statuses(say).items()
    }
