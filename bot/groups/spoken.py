"""Days and times as people type them: "1.12. 18 Uhr", "morgen 18:00", "Dienstag um 18.30"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from bot.catalogue.problems import N_, RefusedError
from bot.groups.plan import DEFAULT, Entry, Plan, print_plan, read_plan

_NEAR = {"heute": 0, "today": 0, "morgen": 1, "tomorrow": 1, "übermorgen": 2, "uebermorgen": 2}
_WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_MONTHS = (
    *("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september"),
    *("oktober", "november", "dezember"),
)
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?=\D|$)")
_GERMAN = re.compile(
    rf"\b(?P<day>\d{{1,2}})\.\s*(?:(?P<month>\d{{1,2}})\.|(?P<name>{'|'.join(_MONTHS)}))"
    r"\s*(?P<year>\d{4})?(?![\d.])"
)
_NAMED = re.compile(rf"\b({'|'.join((*_NEAR, *_WEEKDAYS))})s?\b")
_AHEAD = re.compile(r"\bin (\d{1,3}) (tage?n?|days?|wochen?|weeks?)\b")
_NEXT_DAY = re.compile(
    r"\b(?:am |der |den )?(?:n[äa]e?chste[nrs]? (?:tag|morgen)|(?:folge)?tag(?:e?s)? da(?:nach|rauf)"
    r"|folgetage?|tags darauf|(?:the )?(?:next|following) day)\b"
)
_NOW = re.compile(rf"\b({'|'.join(_NEAR)})\b")
_TIME = re.compile(r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?:uhr|h)?(?!\d)")


_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            ("eine", "einen", "einer", "ein", "one"),
            ("zwei", "two"),
            ("drei", "three"),
            ("vier", "four"),
            ("fünf", "five"),
            ("sechs", "six"),
            ("sieben", "seven"),
        ),
        1,
    )
    for name in names
}
_COUNTED = re.compile(rf"\b({'|'.join(_NUMBERS)}) (?=stunden?|tage?n?|wochen?|hours?|days?|weeks?)")
_LASTS = re.compile(r"\b(\d{1,3}(?:[.,]5)?) ?(std|stunde|hour|min)")
_UNITS = {"std": 1, "stunde": 1, "hour": 1, "min": 60}
_HOURS = re.compile(r"\b(\d{1,2}) ?(?:std|stunden?|hours?|h)\b")
_DAYS = re.compile(r"\b(\d{1,2}) ?(tage?n?|days?|wochen?|weeks?)\b")
_SAID_DAYS = {
    0: re.compile(r"\b(am selben tag|am tag selbst|on the day)\b"),
    1: re.compile(r"\b((am )?(tag|abend) (davor|vorher)|the day before)\b"),
    7: re.compile(r"\b(a week)\b"),
}
_AT = re.compile(r"\b(?:um|at)\b|\d{1,2}[:.]\d{2}")
_USUAL = time(17)
_APART = re.compile(r"[;\n+]|,(?!\s*(?:um|at)\b)|\b(?:und|and|sowie)\b")
_NONE = re.compile(
    r"\W*(gar )?(nicht(s|\s+erinnern)?|nie|keine[nr]?( erinnerung(en)?)?|none|never)\W*"
)
_AS_USUAL = re.compile(r"\W*((so )?wie )?([üu]e?blich|immer|sonst|normal|standard|as usual)\W*")


def read_when(text: str, today: date) -> datetime:
    """A time on the wall; without a year the next such day. Raises RefusedError."""
    day, rest = _found(text, today)
    try:
        return datetime.combine(day, read_time(rest))
    except ValueError as error:
        raise _refused(text) from error


def read_end(text: str, begins: datetime, today: date) -> datetime:
    """On the day it begins, unless another one is named: "2.12. 1 Uhr", "am nächsten Tag 1 Uhr".

    Also how long it lasts, as "2 Stunden". It may lie before the beginning. Raises RefusedError.
    """
    said = _counted(text.lower())
    if lasts := _LASTS.findall(said):
        hours = sum(float(number.replace(",", ".")) / _UNITS[unit] for number, unit in lasts)
        return begins + timedelta(hours=hours)
    if found := _NEXT_DAY.search(said):
        rest = said[: found.start()] + " " + said[found.end() :]
        return datetime.combine(begins.date() + timedelta(days=1), read_time(rest))
    if not any(pattern.search(said) for pattern in (_ISO, _GERMAN, _NAMED)):
        return datetime.combine(begins.date(), read_time(text))
    # A weekday, or a date without its year, is the first one from the beginning on.
    return read_when(text, today if _NOW.search(said) else begins.date() - timedelta(days=1))


def read_day(text: str, today: date) -> date:
    """A day without a time, also "in 2 Wochen"; raises RefusedError."""
    if found := _AHEAD.search(text.lower()):
        return today + timedelta(days=int(found[1]) * (7 if found[2].startswith("w") else 1))
    try:
        return _found(text, today)[0]
    except RefusedError as error:
        raise RefusedError(
            N_("“{text}” is not a day; write 2026-12-01"), text=text.strip()
        ) from error


def read_reminder(text: str) -> Entry:
    """As "3 days before at 18:00" or "4 hours before"; raises RefusedError."""
    said = _counted(text.strip().lower())
    if found := _HOURS.search(said):
        return read_plan(f"{found[1]}h")[0]
    days = _days_before(said)
    if days is None:
        raise RefusedError(
            N_("“{text}” is no reminder; write: 3 days before at 18:00"), text=text.strip()
        )
    hour = _AT.search(said)
    at = read_time(said[hour.start() :]) if hour else _USUAL
    return read_plan(f"{days}d@{at:%H:%M}")[0]


def read_reminders(text: str) -> Plan:
    """Several, in words or as `7d@17:00;2h`; "none" and "as usual", too. Raises RefusedError."""
    said = text.strip().lower()
    if _NONE.fullmatch(said):
        return ()
    if _AS_USUAL.fullmatch(said):
        return read_plan(DEFAULT)
    try:
        return read_plan(said)
    except RefusedError:
        if not re.search(r"[a-zäöü]{3}", said):
            raise
    entries = [read_reminder(part) for part in _APART.split(said) if part.strip()]
    return read_plan(print_plan(tuple(entries)))


def _counted(said: str) -> str:
    """With figures for "two hours" and the like."""
    return _COUNTED.sub(lambda found: f"{_NUMBERS[found[1]]} ", said)


def _days_before(said: str) -> int | None:
    if found := _DAYS.search(said):
        return int(found[1]) * (7 if found[2].startswith("w") else 1)
    return next((days for days, words in _SAID_DAYS.items() if words.search(said)), None)


def _found(text: str, today: date) -> tuple[date, str]:
    """The day that a text names, and what else it says."""
    said = text.strip().lower().replace("t", " ", 1) if _ISO.match(text.strip()) else text.lower()
    for pattern in (_ISO, _GERMAN, _NAMED):
        if found := pattern.search(said):
            try:
                return _day(found, today), said[: found.start()] + " " + said[found.end() :]
            except ValueError as error:
                raise _refused(text) from error
    raise _refused(text)


def read_time(text: str) -> time:
    """A time of day; raises RefusedError."""
    found = _TIME.search(text.lower())
    try:
        if found:
            return time(int(found["hour"]), int(found["minute"] or 0))
    except ValueError as error:
        raise _refused(text) from error
    raise _refused(text)


def _day(found: re.Match[str], today: date) -> date:
    if found.re is _NAMED:
        word = found[1]
        if word in _NEAR:
            return today + timedelta(days=_NEAR[word])
        ahead = (_WEEKDAYS.index(word) - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead)
    parts = found.groupdict()
    month = _MONTHS.index(parts["name"]) + 1 if parts.get("name") else int(parts["month"])
    if parts["year"]:
        return date(int(parts["year"]), month, int(parts["day"]))
    day = date(today.year, month, int(parts["day"]))
    return day if day >= today else day.replace(year=today.year + 1)


def _refused(text: str) -> RefusedError:
    return RefusedError(N_("I do not understand “{text}” as a time"), text=text.strip())
