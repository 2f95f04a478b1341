"""Wishes: kept without anybody, followed apart, decided once, told once."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.people import register
from bot.storage import agenda, followers, tags, wishes
from bot.storage import drafts as stored
from bot.storage.base import Base
from bot.storage.followers import Follower
from bot.storage.outbox import OutboxRow, State
from bot.storage.units import Storage
from bot.storage.wishes import Content, Decision, Details, Wish
from bot.wishes import decisions, drafts, sending, support
from bot.wishes.refusals import Refusal, refuse, word
from bot.wishes.sending import MOST, Author, Unsent
from bot.wishes.similar import similar
from bot.wishes.wish import THRESHOLD, Source, Status

pytest_plugins = ["tests.databases"]

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
YEAR = timedelta(days=365)
SECOND = timedelta(seconds=1)
ANNA, BERT = 7_310_000_001, 7_310_000_002


class Town:
    """People who wish, and a database."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.updates = 0

    def drafts(self, text: str, **more: object) -> str:
        self.updates += 1
        content = Content(text, "de", **more)  # type: ignore[arg-type]
        update = self.updates
        return self.storage.write_now(lambda db: drafts.from_text(db, update, content, NOW).token)

    def sends(self, token: str, person: int = ANNA, now: datetime = NOW) -> Wish | Unsent:
        author = Author(person, "de")
        return self.storage.write_now(lambda db: sending.send(db, token, author, now))

    def wishes(self, text: str, person: int = ANNA, **more: object) -> int:
        sent = self.sends(self.drafts(text, **more), person)
        assert isinstance(sent, Wish)
        return sent.id

    def joins(self, number: int, person: int = BERT) -> Wish | None:
        follower = Follower(person, author=False, language="de")
        return self.storage.write_now(lambda db: support.join(db, number, follower, NOW))

    def leaves(self, number: int, person: int) -> bool:
        return self.storage.write_now(lambda db: support.leave(db, number, person, NOW))

    def decides(self, number: int, status: Status, answer: str = "", **more: str) -> Wish | None:
        decision = Decision(status, answer, **more)
        return self.storage.write_now(lambda db: decisions.decide(db, number, decision, NOW))

    def tidies(self, now: datetime) -> int:
        return self.storage.write_now(lambda db: decisions.tidy(db, now))

    def finds(self, number: int) -> Wish:
        found = self.storage.read_now(lambda db: wishes.find(db, number))
        assert found is not None
        return found

    def rows(self) -> dict[str, list[tuple[object, ...]]]:
        tables = Base.metadata.sorted_tables
        return self.storage.read_now(
            lambda db: {t.name: [tuple(row) for row in db.execute(t.select())] for t in tables}
        )

    def owed(self, kind: str) -> Counter[int]:
        """How many messages of a kind are planned for each person."""
        planned = OutboxRow.kind == kind, OutboxRow.state == State.PLANNED.value
        found = select(OutboxRow.chat).where(*planned)
        return Counter(self.storage.read_now(lambda db: db.scalars(found).all()))

    def similar(self, text: str, **more: object) -> list[str]:
        content = Content(text, "de", **more)  # type: ignore[arg-type]
        found = self.storage.read_now(lambda db: similar(db, content))
        return [one.wish.content.text for one in found]


@pytest.fixture
def town(storage: Storage) -> Town:
    return Town(storage)


# --- sending


def test_a_draft_becomes_one_wish_however_often_it_is_sent(town: Town) -> None:
    token = town.drafts("Japanisch am Abend")
    first, again = town.sends(token), town.sends(token)

    assert isinstance(first, Wish)
    assert again == first
    assert first.content.text == "Japanisch am Abend"
    assert (first.decision.status, first.interested, first.threshold) == ("arrived", 1, THRESHOLD)
    assert len(town.rows()["wish"]) == 1


def test_a_wish_carries_nobody(town: Town) -> None:
    town.wishes("Japanisch")
    rows = town.rows()

    for table in ("wish", "wish_key", "wish_draft"):
        assert str(ANNA) not in str(rows[table])
    assert str(ANNA) in str(rows["wish_follower"])


def test_the_draft_keeps_no_words_once_it_is_sent(town: Town) -> None:
    town.wishes("Kanarienvogel")

    assert "Kanarienvogel" not in str(town.rows()["wish_draft"])


def test_nothing_is_a_wish_before_it_is_sent(town: Town) -> None:
    token = town.drafts("Japanisch")
    assert town.rows()["wish"] == []

    town.storage.write_now(lambda db: stored.drop(db, token))
    assert town.sends(token) is Unsent.GONE


def test_the_same_update_makes_the_same_draft(storage: Storage) -> None:
    content = Content("Japanisch", "de")
    one, other = (
        storage.write_now(lambda db: drafts.from_text(db, 4, content, NOW)) for _ in range(2)
    )

    assert one == other


def test_drafts_are_kept_for_a_day(storage: Storage) -> None:
    storage.write_now(lambda db: drafts.from_question(db, "t", Content("Japanisch", "de"), NOW))

    assert storage.write_now(lambda db: drafts.forget(db, NOW + drafts.KEPT)) == 0
    assert storage.write_now(lambda db: drafts.forget(db, NOW + drafts.KEPT + SECOND)) == 1


def test_the_sixth_open_wish_in_a_day_is_too_much(town: Town) -> None:
    numbers = [town.wishes(f"Wunsch {chr(97 + i)}") for i in range(MOST)]
    sixth = town.drafts("Noch einer")

    assert town.sends(sixth) is Unsent.MANY
    assert isinstance(town.sends(sixth, BERT), Wish)
    town.decides(numbers[0], Status.REFUSED)
    assert isinstance(town.sends(town.drafts("Sechster")), Wish)
    assert town.sends(town.drafts("Siebter")) is Unsent.MANY
    assert isinstance(town.sends(town.drafts("Morgen"), now=NOW + timedelta(days=1)), Wish)


def test_a_wish_can_be_reworded_until_staff_begin(town: Town) -> None:
    number = town.wishes("Japanisch")

    def reworded(text: str, person: int = ANNA) -> Wish | Unsent:
        wish = town.finds(number)
        town.updates += 2
        content, update = Content(text, "de"), town.updates
        token = town.storage.write_now(lambda db: drafts.of_wish(db, wish, update - 1, NOW).token)
        town.storage.write_now(lambda db: drafts.rewrite(db, token, update, content))
        return town.sends(token, person)

    changed = reworded("Japanisch für Reisende")
    assert isinstance(changed, Wish)
    assert (changed.id, changed.content.text) == (number, "Japanisch für Reisende")
    assert town.similar("Reisende") == ["Japanisch für Reisende"]
    assert reworded("Etwas anderes", BERT) is Unsent.FIXED
    town.decides(number, Status.WORKING)
    assert reworded("Zu spät") is Unsent.FIXED
    assert town.finds(number).content.text == "Japanisch für Reisende"


def test_what_others_joined_is_not_reworded(town: Town) -> None:
    number = town.wishes("Japanisch")
    town.joins(number)
    wish = town.finds(number)

    assert not town.storage.read_now(lambda db: drafts.may_change(db, wish, ANNA))


# --- joining and leaving


def test_each_person_counts_once(town: Town) -> None:
    number = town.wishes("Japanisch")
    for _ in range(3):
        town.joins(number)
        town.joins(number, ANNA)
    assert town.finds(number).interested == 2

    assert town.leaves(number, BERT)
    assert not town.leaves(number, BERT)
    assert town.finds(number).interested == 1


def test_what_nobody_wants_any_more_is_gone_and_its_number_with_it(town: Town) -> None:
    number = town.wishes("Kanarienvogel")
    town.leaves(number, ANNA)

    assert "Kanarienvogel" not in str(town.rows())
    assert town.wishes("Japanisch") > number


def test_what_others_want_stays_when_its_author_leaves(town: Town) -> None:
    number = town.wishes("Japanisch")
    town.joins(number)
    town.leaves(number, ANNA)

    assert town.finds(number).interested == 1


def test_everybody_is_asked_once_when_they_are_enough(town: Town) -> None:
    number = town.wishes("Japanisch")
    for person in range(1, THRESHOLD - 1):
        town.joins(number, person)
    assert town.owed(decisions.ENOUGH) == {}

    town.joins(number, THRESHOLD)
    assert town.owed(decisions.ENOUGH).total() == THRESHOLD
    town.joins(number, THRESHOLD + 1)
    town.leaves(number, THRESHOLD)
    town.joins(number, THRESHOLD)
    assert set(town.owed(decisions.ENOUGH).values()) == {1}


def test_only_those_asked_can_say_that_they_come(town: Town) -> None:
    number = town.wishes("Japanisch")

    def answers(person: int) -> Wish | None:
        return town.storage.write_now(lambda db: support.answer(db, number, person, coming=True))

    assert answers(ANNA) is not None
    assert answers(BERT) is None


@pytest.mark.parametrize("status", [Status.OFFERED, Status.EXISTING, Status.REFUSED])
def test_what_has_its_result_is_joined_no_more(town: Town, status: Status) -> None:
    number = town.wishes("Japanisch")
    town.decides(number, status)

    assert town.joins(number) is None
    assert town.similar("Japanisch") == []
    town.decides(number, Status.WORKING)
    assert town.similar("Japanisch") == ["Japanisch"]


# --- deciding


def test_a_decision_is_told_once_to_each_who_follows(town: Town) -> None:
    number = town.wishes("Japanisch")
    town.joins(number)
    town.joins(number, 5)
    town.storage.write_now(lambda db: support.tell(db, number, 5, notices=False))
    for _ in range(3):
        town.decides(number, Status.WORKING, "Wir fragen die Volkshochschule.")
    assert town.owed(decisions.STATUS) == {ANNA: 1, BERT: 1}

    decided = town.decides(number, Status.OFFERED, offer_id="vhs-japanisch")
    assert decided is not None
    assert (decided.version, decided.decision.offer_id) == (2, "vhs-japanisch")
    # Nobody reads any more that it was being worked on.
    assert town.owed(decisions.STATUS) == {ANNA: 1, BERT: 1}
    assert town.decides(number + 1, Status.WORKING) is None


def test_who_left_is_told_nothing(town: Town) -> None:
    number = town.wishes("Japanisch")
    town.joins(number)
    town.decides(number, Status.WORKING)
    town.leaves(number, BERT)

    assert town.owed(decisions.STATUS) == {ANNA: 1}


def test_a_wish_from_the_counter_has_nobody_to_tell(town: Town) -> None:
    content = Content("Nähkurs", "de")
    number = town.storage.write_now(
        lambda db: sending.keep(db, "counter-1", content, Source.COUNTER, NOW)
    )
    town.decides(number, Status.PLANNED)

    assert town.finds(number).source == "counter"
    assert town.owed(decisions.STATUS) == {}


# --- forgetting


def test_erasing_a_person_leaves_the_wish_and_its_count(town: Town) -> None:
    number = town.wishes("Japanisch")
    town.joins(number)
    town.storage.write_now(lambda db: register.forget(db, ANNA))

    assert town.finds(number).interested == 2
    assert str(ANNA) not in str(town.rows())
    assert town.storage.read_now(lambda db: followers.followed(db, BERT)) == [number]


def test_after_a_year_without_result_it_is_asked_whether_to_keep_it(town: Town) -> None:
    number = town.wishes("Japanisch")
    assert (town.tidies(NOW + YEAR), town.owed(decisions.KEEP)) == (0, {})
    later = NOW + YEAR + SECOND
    for _ in range(3):
        assert town.tidies(later) == 0
    assert town.owed(decisions.KEEP) == {ANNA: 1}

    assert town.storage.write_now(lambda db: decisions.renew(db, number, BERT, later)) is None
    town.storage.write_now(lambda db: decisions.renew(db, number, ANNA, later))
    assert town.tidies(later + YEAR) == 0
    assert town.owed(decisions.KEEP) == {ANNA: 1}
    town.tidies(later + YEAR + SECOND)
    assert town.owed(decisions.KEEP) == {ANNA: 2}


def test_what_nobody_wants_kept_is_dropped(town: Town) -> None:
    town.wishes("Kanarienvogel")
    asked = NOW + YEAR + SECOND
    town.tidies(asked)

    assert town.tidies(asked + decisions.PATIENCE) == 0
    assert town.tidies(asked + decisions.PATIENCE + SECOND) == 1
    assert "Kanarienvogel" not in str(town.rows())
    assert town.rows()["wish_follower"] == []


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Kochkurs, bitte an anna@example.org oder 0171 2345678", "Kochkurs"),
        ("Kurs wie auf www.beispiel.de", "Kurs"),
        ("Tanzkurs, Tel. 03691 123456", "Tanzkurs"),
        ("Nähkurs am Abend, meldet euch bei @anna_b", "Nähkurs am Abend"),
        ("Gitarre für Kinder, WhatsApp: 0171-2345678", "Gitarre für Kinder"),
        ("Jodeln lernen 03691 123456 am Samstag", "Jodeln lernen am Samstag"),
    ],
)
def test_what_is_left_without_a_number_still_reads_as_german(said: str, left: str) -> None:
    assert word(said).text == left
    assert word(said).hidden


def test_demand_that_is_nobodys_in_particular_stays(town: Town) -> None:
    content = Content("Japanisch", "de")
    town.storage.write_now(lambda db: sending.keep(db, "phone", content, Source.PHONE, NOW))

    assert town.tidies(NOW + 3 * YEAR) == 0
    assert len(town.rows()["wish"]) == 1


def test_what_nobody_else_wants_goes_with_whoever_is_forgotten(town: Town) -> None:
    number = town.wishes("Kanarienvogel")
    town.storage.write_now(lambda db: agenda.add(db, 1, None, "Kanarienvogel", number))
    town.storage.write_now(lambda db: tags.write(db, wishes.KIND, number, ["Kanarienvogel"]))
    town.storage.write_now(lambda db: register.forget(db, ANNA))

    assert "Kanarienvogel" not in str(town.rows())


def test_what_others_want_too_stays_for_them(town: Town) -> None:
    number = town.wishes("Japanisch")
    town.joins(number, BERT)
    town.storage.write_now(lambda db: register.forget(db, ANNA))

    [(_, token, text, *_)] = town.rows()["wish"]
    assert text == "Japanisch"
    assert [row[:2] for row in town.rows()["wish_follower"]] == [(token, BERT)]


def test_a_year_after_its_result_a_wish_is_dropped(town: Town) -> None:
    number = town.wishes("Japanisch")
    town.decides(number, Status.REFUSED, "Es fehlt eine Lehrkraft.")

    assert town.tidies(NOW + YEAR) == 0
    assert town.tidies(NOW + YEAR + SECOND) == 1


# --- finding similar ones


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Japanischkurs am Abend", "japanisch lernen"),
        ("Ein Japanisch Kurs für Anfänger", "Japanischkurs für Anfänger"),
        ("Imkern lernen", "imkerkurs"),
        ("Schwimmkurs für Erwachsene", "als Erwachsener schwimmen lernen"),
        ("Reparaturcafé", "Reparaturcaffe"),
        ("Gebärdensprache", "Kurs in Gebärdensprache"),
    ],
)
def test_who_wishes_the_same_finds_it(town: Town, old: str, new: str) -> None:
    town.wishes(old)

    assert town.similar(new) == [old]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Japanischkurs", "Nähkurs"),
        ("Kurs für Anfänger am Abend", "Gitarre für Anfänger am Abend"),
        ("Spielgruppe für Zweijährige", "Schachgruppe"),
    ],
)
def test_who_wishes_something_else_does_not(town: Town, old: str, new: str) -> None:
    town.wishes(old)

    assert town.similar(new) == []


def test_wishes_for_other_ages_are_other_wishes(town: Town) -> None:
    town.wishes("Tanzkurs", details=Details(None, 11))

    assert town.similar("Tanzkurs", details=Details(60, None)) == []
    assert town.similar("Tanzkurs", details=Details(6, 6)) == ["Tanzkurs"]
    assert town.similar("Tanzkurs") == ["Tanzkurs"]


def test_sensitive_wishes_are_nobodys_news(town: Town) -> None:
    number = town.wishes("Gruppe für Spielsucht", sensitive=True)

    assert town.similar("Gruppe für Spielsucht") == []
    assert town.similar("Gruppe für Spielsucht", sensitive=True) == []
    assert town.joins(number) is None


# --- refusing


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", Refusal.EMPTY),
        ("  … 123 !!", Refusal.EMPTY),
        ("a", Refusal.SHORT),
        ("x" * 5000, Refusal.LONG),
        ("Ein Wort. " * 500, Refusal.LONG),
        ("Japanisch", None),
        ("日本語を習う", None),
    ],
)
def test_what_cannot_be_a_wish(text: str, refusal: Refusal | None) -> None:
    assert refuse(text) is refusal


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Japanisch, ruft an: 03691 670 403", "Japanisch"),
        ("Japanisch +49 (0)176 12345678 danke", "Japanisch danke"),
        ("Japanisch, anna.meier@example.org", "Japanisch"),
        ("wie https://example.org/kurs?x=1 nur hier", "wie nur hier"),
        ("wie www.vhs.de oder t.me/gruppe", ""),
        ("Kurs wie bei beispiel.de/kurs", "Kurs"),
        ("meldet euch @annameier_77", ""),
        ("anna@example.org Ich will schreiben", "Ich will schreiben"),
        ("Schach per E-Mail an a@example.org bitte", "Schach"),
        ("Japanisch, meine Nummer ist 03691 670403.", "Japanisch"),
    ],
)
def test_ways_to_reach_somebody_are_taken_out(text: str, kept: str) -> None:
    assert (word(text).text, word(text).hidden) == (kept, True)


@pytest.mark.parametrize(
    "text",
    [
        "Schwimmen für Kinder, 6 bis 8 Jahre",
        "Kurs ab 01.09.2026, 17.00-18.30 Uhr",
        "Ferien 2026/2027",
        "Dienstag 08.00 - 16.00",
        "vom 01.07.2026 - 15.08.2026",
        "z.B. Nähen, Stricken u.a.",
    ],
)
def test_ages_dates_and_hours_stay(text: str) -> None:
    assert (word(text).text, word(text).hidden) == (text, False)


@given(st.text(max_size=400))
def test_any_text_is_refused_or_worded(text: str) -> None:
    worded = word(text)

    assert word(worded.text).text == worded.text
    assert worded.text == worded.text.strip()
    assert "\x00" not in worded.text
    assert refuse(text) is None or isinstance(refuse(text), Refusal)
