"""A list of wishes that came another way than by chat: read, cleaned, kept once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.catalogue import dates
from bot.catalogue.problems import N_, Problem, Reason
from bot.catalogue.sheets import Entry
from bot.sheets import words
from bot.sheets.reading import Rows, read_rows
from bot.storage import wishes
from bot.storage.units import Db
from bot.storage.wishes import Content, Details
from bot.wishes.entering import enter
from bot.wishes.reading import Reading
from bot.wishes.refusals import Refusal, refuse, word
from bot.wishes.wish import Source

COLUMNS = (
    *(words.TEXT, words.SOURCE, words.RECEIVED, words.AGE_FROM, words.AGE_TO),
    *(words.PLACE, words.TIME, words.TOPIC),
)
_REFUSED = {
    Refusal.EMPTY: N_("there is no word in it"),
    Refusal.SHORT: N_("this is too short to be a wish"),
    Refusal.LONG: N_("this is too long for a wish"),
}
_PLACE = words.detail("place", words.PLACES)
_TIME = words.detail("time", words.TIMES)
_SOURCE = words.one_of(words.ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Received:
    """`token` is made of what the row says, so that the same file again brings nothing new.

    Equal rows of one file are so many wishes. `day` is empty where the file names none.
    """

    token: str
    content: Content
    source: Source
    day: date | None


@dataclass(frozen=True, slots=True)
class List:
    """All of a file."""

    wishes: tuple[Received, ...]
    warnings: tuple[Problem, ...]


def read_list(
    path: Path, understand: Callable[[str], Reading], topics: Mapping[str, str], today: date
) -> List:
    """`understand` reads the words of a wish; `topics` are names by ids.

    Raises CatalogueError with everything that is wrong with the file.
    """
    rows = read_rows(path, COLUMNS, (words.TEXT,))
    received = tuple(_received(rows, understand, topics, today))
    if not received and not rows.problems:
        rows.problems.append(
            Problem(rows.file, None, None, Reason(N_("there is no wish in the file")))
        )
    rows.checked()
    return List(received, tuple(rows.warnings))


def _received(
    rows: Rows, understand: Callable[[str], Reading], topics: Mapping[str, str], today: date
) -> Iterator[Received]:
    seen: Counter[str] = Counter()
    for entry in rows.entries:
        text, day = _words(entry, rows), _day(entry, today)
        details, source = (
            _details(entry),
            Source(entry.get(words.SOURCE, _SOURCE) or Source.COUNTER),
        )
        topic = entry.get(words.TOPIC, words.one_of(topics))
        if not text:
            continue
        reading = understand(text)
        if reading.in_danger:
            _warn(rows, entry, N_("this speaks of danger: who can look after it?"))
        said = f"{text.casefold()}|{details}|{source}|{day}|{topic}"
        seen[said] += 1
        content = replace(
            reading.content,
            topic=topic or reading.content.topic,
            details=_merged(details, reading.content.details),
            sensitive=reading.content.sensitive or reading.in_danger,
        )
        yield Received(_token(said, seen[said]), content, source, day)


def _words(entry: Entry, rows: Rows) -> str:
    """What may be kept of the words; empty where nothing may."""
    raw = entry.raw.get(words.TEXT, "")
    worded = word(raw)
    if refusal := refuse(raw) or refuse(worded.text):
        entry.refuse(words.TEXT, Reason(_REFUSED[refusal]))
        return ""
    if worded.hidden:
        _warn(rows, entry, N_("phone numbers, addresses and links are left out"))
    return worded.text


def _warn(rows: Rows, entry: Entry, message: str) -> None:
    rows.warnings.append(Problem(rows.file, entry.row, words.TEXT, Reason(message)))


def _day(entry: Entry, today: date) -> date | None:
    cell = entry.get(words.RECEIVED, dates.day)
    day = date.fromisoformat(cell) if cell else None
    if day is not None and day > today:
        entry.refuse(words.RECEIVED, Reason(N_("this day is still to come")))
    return day


def _details(entry: Entry) -> Details:
    low, high = entry.age(words.AGE_FROM), entry.age(words.AGE_TO)
    if low is not None and high is not None and low > high:
        entry.refuse(words.AGE_FROM, Reason(N_("the lowest age is above the highest")))
    return Details(low, high, entry.get(words.PLACE, _PLACE), entry.get(words.TIME, _TIME))


def _merged(said: Details, understood: Details) -> Details:
    """What has no cell may stand in the words."""
    aged = said if (said.age_from, said.age_to) != (None, None) else understood
    return Details(
        aged.age_from, aged.age_to, said.place or understood.place, said.time or understood.time
    )


def _token(said: str, which: int) -> str:
    return "list:" + hashlib.sha256(f"{said}|{which}".encode()).hexdigest()[:32]


def new(db: Db, received: Sequence[Received]) -> Sequence[Received]:
    """Those that are not there yet."""
    return [one for one in received if wishes.of_token(db, one.token) is None]


def enter_all(db: Db, received: Sequence[Received], now: datetime, timezone: ZoneInfo) -> int:
    """Keep those that are not there yet, in the caller's transaction; how many."""
    fresh = new(db, received)
    for one in fresh:
        enter(db, one.token, one.content, one.source, _moment(one.day, now, timezone))
    return len(fresh)


def _moment(day: date | None, now: datetime, timezone: ZoneInfo) -> datetime:
    """Noon of a day that has no hour, but never a moment to come."""
    if day is None:
        return now
    return min(now, datetime.combine(day, time(12), timezone).astimezone(UTC))
