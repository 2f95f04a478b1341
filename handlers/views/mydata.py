"""What is stored about a person, in words, complete."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.i18n import LANGUAGES, Say
from bot.message import Button, Message
from bot.people.consent import Purpose
from handlers.views import buttons, team

Record = Mapping[str, Any]
Held = Mapping[str, Sequence[Record]]
"""Rows by the name of their table."""


def overview(say: Say, held: Held, zone: ZoneInfo) -> Message:
    """Every table that knows the person has its line; what none knows is said as well."""
    words = _Words(say, zone)
    lines = [line for table, rows in held.items() for line in TOLD[table](words, rows)]
    if not lines:
        lines.append(say.html("Nothing, apart from this message of yours until it is answered."))
    text = Markup("\n").join(
        [
            say.html("<b>This is stored about you</b>"),
            *(Markup("• {}").format(line) for line in lines),
            "",
            say.html(
                "Nothing else. What you asked is kept for a day without a link to you: /privacy."
            ),
        ]
    )
    file = Button(say.text("As a file (JSON)"), f"{buttons.MYDATA}:1")
    return Message(text, ((file,), (buttons.erase(say),)))


def caption(say: Say) -> Message:
    return Message(say.html("Everything that is stored about you, for other programs to read."))


class _Words:
    """Says things to one reader, in local time."""

    def __init__(self, say: Say, zone: ZoneInfo) -> None:
        self.say = say
        self._zone = zone

    def day(self, moment: datetime) -> str:
        return self.say.day(moment.astimezone(self._zone).date())


Lines = Iterator[Markup]


def _person(words: _Words, rows: Sequence[Record]) -> Lines:
    say = words.say
    for row in rows:
        language = row["language"]
        if language:
            yield say.html("Language: {language}", language=LANGUAGES.get(language, language))
        yield say.html("Last visit: {day}", day=say.day(row["last_seen"]))
        yield say.html(
            "Answers in a row that did not help: {number}", number=say.number(row["unhelpful"])
        )


def _inbox(words: _Words, rows: Sequence[Record]) -> Lines:
    yield words.say.html(
        "Messages of yours that still have to be answered: {number}",
        number=words.say.number(len(rows)),
    )


def _outbox(words: _Words, rows: Sequence[Record]) -> Lines:
    yield words.say.html(
        "Messages that you were or will be sent: {number}", number=words.say.number(len(rows))
    )


def _silenced(words: _Words, rows: Sequence[Record]) -> Lines:
    for row in rows:
        yield words.say.html("You take no messages, since {day}", day=words.day(row["since"]))


def _card(words: _Words, rows: Sequence[Record]) -> Lines:
    for row in rows:
        yield words.say.html(
            "Where you are in the step-by-step search, since {day}", day=words.day(row["shown_at"])
        )


def _grant(words: _Words, rows: Sequence[Record]) -> Lines:
    for row in rows:
        yield words.say.html(
            "Your task: {role}, since {day}",
            role=team.role_name(words.say, row["role"]),
            day=words.day(row["since"]),
        )
        if row["name"]:
            yield words.say.html("In the list of tasks you are called: {name}", name=row["name"])


def _invitation(words: _Words, rows: Sequence[Record]) -> Lines:
    for row in rows:
        role = team.role_name(words.say, row["role"])
        day = words.day(row["expires_at"])
        if row["used_by"] is None:
            yield words.say.html("You invited: {role}, until {day}", role=role, day=day)
        else:
            yield words.say.html("You were invited: {role}, until {day}", role=role, day=day)


def _miss(words: _Words, rows: Sequence[Record]) -> Lines:
    yield words.say.html(
        "Invitation links that did not work: {number}", number=words.say.number(len(rows))
    )


def _consent(words: _Words, rows: Sequence[Record]) -> Lines:
    for row in rows:
        given = words.say.html(
            "You agreed to “{purpose}” on {day} (wording {version})",
            purpose=_purpose(words.say, row["purpose"]),
            day=words.day(row["given_at"]),
            version=row["version"],
        )
        if row["withdrawn_at"] is not None:
            day = words.day(row["withdrawn_at"])
            given += words.say.html(", and took it back on {day}", day=day)
        yield given


def _follower(words: _Words, rows: Sequence[Record]) -> Lines:
    yield words.say.html(
        "Wishes of which I tell you: {number}, see /meinewuensche",
        number=words.say.number(len(rows)),
    )


def _application(words: _Words, rows: Sequence[Record]) -> Lines:
    yield words.say.html(
        "Working groups that you asked to join: {number}", number=words.say.number(len(rows))
    )


def _membership(words: _Words, rows: Sequence[Record]) -> Lines:
    for row in rows:
        named = ", ".join(filter(None, (row["organisation"], row["role"])))
        day = words.day(row["since"])
        if named:
            yield words.say.html(
                "In a working group since {day}, as: {named}", day=day, named=named
            )
        else:
            yield words.say.html("In a working group since {day}", day=day)


def _contact(words: _Words, rows: Sequence[Record]) -> Lines:
    for row in rows:
        yield words.say.html("Contact: {contact}", contact=f"{row['name']}, {row['email']}")


def _group_chat(words: _Words, rows: Sequence[Record]) -> Lines:
    for row in rows:
        yield words.say.html(
            "You took me into a Telegram group on {day} and were asked to which working group it belongs",
            day=words.day(row["asked_at"]),
        )


def _attendance(words: _Words, rows: Sequence[Record]) -> Lines:
    yield words.say.html(
        "Answers of yours to meetings: {number}", number=words.say.number(len(rows))
    )


def _reminder_choice(words: _Words, rows: Sequence[Record]) -> Lines:
    for row in rows:
        plan = row["reminders"] or words.say.text("never")
        yield words.say.html("When you want to be reminded of meetings: {plan}", plan=plan)


def _alert(words: _Words, rows: Sequence[Record]) -> Lines:
    for row in rows:
        text, say = row["text"], words.say
        what = say.text("“{text}”", text=text) if text else say.text("choices in the guide")
        yield say.html("You want to hear of new offers for: {what}, see /meinewuensche", what=what)


def _alert_time(words: _Words, rows: Sequence[Record]) -> Lines:
    for row in rows:
        hour, minute = divmod(row["minute"], 60)
        yield words.say.html("New offers come at {time}", time=f"{hour}:{minute:02}")


def _alert_find(words: _Words, rows: Sequence[Record]) -> Lines:
    yield words.say.html(
        "Offers that I found for you: {number}", number=words.say.number(len(rows))
    )


def _told_offers(words: _Words, rows: Sequence[Record]) -> Lines:
    yield words.say.html(
        "Offers that I told you of, so that each comes once: {number}",
        number=words.say.number(len(rows)),
    )


def _unwanted(words: _Words, rows: Sequence[Record]) -> Lines:
    yield words.say.html(
        "What you do not want to be sent: {number}, see /wochenbrief",
        number=words.say.number(len(rows)),
    )


def _work(words: _Words, rows: Sequence[Record]) -> Lines:
    yield words.say.html(
        "What you work on at the desk: {number}", number=words.say.number(len(rows))
    )


def _steps(words: _Words, rows: Sequence[Record]) -> Lines:
    yield words.say.html(
        "Steps at the desk that can still be taken back: {number}",
        number=words.say.number(len(rows)),
    )


def _audit(words: _Words, rows: Sequence[Record]) -> Lines:
    yield words.say.html(
        "What you did at the desk, noted for a year: {number}",
        number=words.say.number(len(rows)),
    )


def _purpose(say: Say, purpose: str) -> str:
    named = {
        Purpose.WISH.value: say.text("keep my wish"),
        Purpose.ALERT.value: say.text("tell me of new offers"),
        Purpose.MEMBERSHIP.value: say.text("invite me to working groups"),
    }
    return named.get(purpose, purpose)


TOLD: Mapping[str, Callable[[_Words, Sequence[Record]], Lines]] = {
    "person": _person,
    "inbox": _inbox,
    "outbox": _outbox,
    "silenced": _silenced,
    "card": _card,
    "role_grant": _grant,
    "invitation": _invitation,
    "invitation_miss": _miss,
    "unwanted": _unwanted,
    "desk_work": _work,
    "desk_step": _steps,
    "audit": _audit,
    "consent": _consent,
    "wish_follower": _follower,
    "application": _application,
    "membership": _membership,
    "attendance": _attendance,
    "contact": _contact,
    "group_chat": _group_chat,
    "reminder_choice": _reminder_choice,
    "alert": _alert,
    "alert_time": _alert_time,
    "alert_find": _alert_find,
    "told_offers": _told_offers,
}
"""How each table is told."""
