"""A small town with wishes and questions in vain, for tests of gaps."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.catalogue.offers import AgeRange, Contact, Offer, Place
from bot.catalogue.snapshot import Catalogue
from bot.catalogue.town import Area, TargetGroup, Topic, Town
from bot.catalogue.town_files import load_town
from bot.gaps import table
from bot.gaps.period import Period, running
from bot.gaps.table import Evidence
from bot.storage import unanswered, wishes
from bot.storage.unanswered import Unanswered
from bot.storage.units import Db, Storage
from bot.storage.wishes import Content, Decision, Details
from bot.wishes.wish import THRESHOLD, Source, Status

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY = NOW.date()
NOVEMBER = date(2026, 11, 1)


ANY = Details()


def _named(name: str) -> dict[str, str]:
    return {"de": name}


TOWN = Town(
    "Eisenach",
    Contact(),
    {},
    {},
    topics=(
        Topic(1, "sport", _named("Sport"), "gesundheit"),
        Topic(2, "musik", _named("Musik"), "kultur"),
        Topic(3, "kunst", _named("Kunst"), "kultur"),
    ),
    target_groups=(
        TargetGroup(1, "kinder", _named("Kinder"), AgeRange(None, 13)),
        TargetGroup(2, "jugendliche", _named("Jugendliche"), AgeRange(10, 26)),
        TargetGroup(3, "erwachsene", _named("Erwachsene"), AgeRange(18, None)),
        TargetGroup(4, "senioren", _named("Ältere"), AgeRange(60, None)),
    ),
    areas=(Area("gesundheit", _named("Gesundheit")), Area("kultur", _named("Kultur"))),
    bands=load_town().bands,
)
OFFERS = (
    Offer(1, "turnen", "Turnen", topics=("sport",), ages=AgeRange(3, 9), languages=("de",)),
    Offer(2, "chor", "Chor", topics=("musik",), target_groups=("erwachsene",)),
    Offer(3, "band", "Band", topics=("musik", "kunst"), schedule="samstags 10 Uhr"),
    Offer(4, "malen", "Malen", topics=("kunst",), place=Place(city="Gotha"), languages=("en",)),
)
CATALOGUE = Catalogue("1", OFFERS, TOWN)


def wish(
    db: Db,
    token: str,
    topic: str | None = "sport",
    details: Details = ANY,
    *,
    interested: int = 1,
    source: Source = Source.CHAT,
    status: Status = Status.ARRIVED,
    language: str = "de",
    at: datetime = NOW,
) -> int:
    content = Content("Wunsch", language, details, topic=topic)
    number = wishes.keep(
        db, token, content, Decision(status), source=source, threshold=THRESHOLD, now=at
    )
    wishes.count_interest(db, number, interested)
    return number


def ask(
    db: Db,
    topic: str = "sport",
    age: str = "",
    *,
    group: str = "",
    place: str = "",
    time: str = "",
    day: date = TODAY,
    language: str = "de",
    number: int = 1,
) -> None:
    unanswered.add(db, day, language, Unanswered(topic, age, group, place, time), number)


def evidence(storage: Storage, period: Period | None = None) -> Evidence:
    found = storage.read_now(lambda db: table.find(db, ZONE, period or running(TODAY)))
    return found.evidence(TOWN, ZONE)
