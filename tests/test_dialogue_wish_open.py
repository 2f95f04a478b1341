"""What is meant for the wish that is open, and what is not: other buttons, later texts, no words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.storage.wishes import Decision
from bot.wishes import decisions
from bot.wishes.wish import Status
from tests.botapi.people import Person
from tests.house import Citizen, Rig

PROMPT = "Was fehlt Ihnen?"
QUESTION = "Schwimmkurs für Kinder"
ANSWER = "Das passt zu Ihrer Frage"


def drafts(rig: Rig) -> list[tuple[object, ...]]:
    return rig.dump()["wish_draft"]


# --- what closes the prompt


def test_half_an_hour_later_it_is_a_question(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch")
    rig.hands.advance(minutes=31)

    assert ANSWER in anna.says(QUESTION).text
    assert drafts(rig) == []


def test_who_thinks_for_a_while_is_still_heard(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch")
    rig.hands.advance(minutes=29)

    assert "„Jodeln lernen“" in anna.says("Jodeln lernen").text


def test_what_was_written_in_time_counts_however_late_it_is_read(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch")
    anna.person.writes("Jodeln lernen")
    rig.hands.advance(hours=3)

    assert "„Jodeln lernen“" in anna.reads().text


@pytest.mark.parametrize(
    "command", ["/hilfe", "/datenschutz", "/start", "/wegweiser", "/gibtsnicht"]
)
def test_another_command_closes_it(rig: Rig, anna: Citizen, command: str) -> None:
    anna.says("/wunsch")
    anna.says(command)

    assert ANSWER in anna.says(QUESTION).text
    assert drafts(rig) == []


def test_so_does_a_button_of_another_message(rig: Rig, anna: Citizen) -> None:
    anna.says("/start")
    anna.says("/wunsch")
    anna.presses("Alle Angebote nach Thema")

    assert ANSWER in anna.says(QUESTION).text
    assert drafts(rig) == []


def test_a_stale_button_closes_it_too(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch")
    anna.person.forges("q:gone:0", anna.person.last)
    anna.reads()

    assert ANSWER in anna.says(QUESTION).text


@pytest.mark.parametrize("begun", [("/wunsch",), ("/wunsch Jodeln lernen", "Anders schreiben")])
@pytest.mark.parametrize(
    "label",
    [
        "Mit einem Menschen sprechen",
        "Alle Angebote nach Thema",
        "Schritt für Schritt suchen",
        "Was kommt als Nächstes?",
        "Meine Wünsche",
        "Datenschutz",
        "meine daten",
        "löschen",
        "Sprache",
        "Menü",
    ],
)
def test_words_of_another_button_are_no_wish_and_close_it(
    rig: Rig, anna: Citizen, begun: tuple[str, ...], label: str
) -> None:
    for text in begun:
        anna.says(text)
    before = drafts(rig)
    assert PROMPT in anna.person.last.text
    assert "Ihr Wunsch\n" not in anna.says(label).text
    anna.says(QUESTION)

    assert drafts(rig) == before


@pytest.mark.parametrize("words", ["Wunsch", "ich habe einen Wunsch", "das wünsche ich mir"])
def test_who_asks_for_a_wish_twice_is_asked_twice(rig: Rig, anna: Citizen, words: str) -> None:
    anna.says("/wunsch")

    assert PROMPT in anna.says(words).text
    assert drafts(rig) == []


def test_a_polite_wish_is_kept_without_its_manners(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch")

    assert "„Jodeln lernen“" in anna.says("Ich wünsche mir Jodeln lernen").text


@pytest.mark.parametrize("words", ["abbrechen", "nein danke", "Zurück", "doch nicht", "nichts"])
def test_who_changes_their_mind_is_let_go(rig: Rig, anna: Citizen, words: str) -> None:
    anna.says("/wunsch")
    assert anna.says(words).text.startswith("Gut")

    assert ANSWER in anna.says(QUESTION).text
    assert drafts(rig) == []


def test_so_is_who_has_the_card_already(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch Jodeln lernen")
    anna.says("abbrechen")

    assert drafts(rig) == []


# --- the card


def test_below_another_answer_a_bare_word_is_a_question(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch Jodeln lernen")
    anna.says(QUESTION)

    assert "Ihr Wunsch" not in anna.says("Kinder").text
    assert "Ihr Wunsch" not in anna.says("Online, abends").text


def test_but_send_can_still_be_typed(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch Jodeln lernen")
    anna.says(QUESTION)

    assert "Nr. 1" in anna.says("Absenden").text


def test_who_is_not_offered_to_join_never_does(rig: Rig, anna: Citizen) -> None:
    """Not even when the text is read again after a crash, and somebody has wished it by then."""
    anna.says("/wunsch Jodeln lernen")
    update = anna.person.writes("Ich auch: 1. Jodeln lernen")
    anna.reads()
    bert = rig.citizen(name="Bert")
    bert.says("/wunsch Jodeln lernen")
    bert.presses("Absenden")
    rig.again(update)

    assert [row[1] for row in rig.dump()["wish_follower"]] == [bert.person.id]


def test_me_too_read_again_joins_nothing_else(rig: Rig, anna: Citizen) -> None:
    """Even where the wish that was meant is over by then, and another like it is the first."""
    for name in ("Bert", "Carla"):
        one = rig.citizen(name=name)
        one.says("/wunsch Jodeln lernen")
        one.says("Absenden")
    anna.says("/wunsch Jodeln lernen")
    update = anna.person.writes("Ich auch: 1. Jodeln lernen")
    anna.reads()
    decision, now = Decision(Status.REFUSED), rig.hands.now
    rig.run(rig.house.storage.write(lambda db: decisions.decide(db, 1, decision, now)))
    rig.again(update)

    following = [row[1] for row in rig.dump()["wish_follower"]]
    assert following.count(anna.person.id) == 1


def test_discarding_in_words_means_the_same_again(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch Jodeln lernen")
    update = anna.person.writes("Verwerfen")
    said = anna.reads().text
    rig.again(update)

    assert anna.person.last.text == said


def test_a_detail_in_words_does_not_switch(rig: Rig, anna: Citizen) -> None:
    """Read again after a crash, the same words must mean the same."""
    anna.says("/wunsch Jodeln lernen")
    update = anna.person.writes("Kinder")
    anna.reads()
    rig.again(update)

    assert "✓ Kinder" in anna.person.last.labels


@pytest.mark.parametrize("words", ["nicht Kinder", "keine Kinder", "✓ Kinder", "doch nicht Kinder"])
def test_a_detail_can_be_taken_back_in_words(rig: Rig, anna: Citizen, words: str) -> None:
    anna.says("/wunsch Jodeln lernen")
    assert "Kinder" in anna.says(words).labels
    anna.presses("Kinder")
    update = anna.person.writes(words)
    anna.reads()
    rig.again(update)

    assert "Kinder" in anna.person.last.labels


def test_a_wish_that_was_sent_takes_no_more_words(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch Jodeln lernen")
    anna.presses("Absenden")

    assert "Nr. 1" not in anna.says("Kinder").text
    assert "Nr. 1" not in anna.says("verwerfen").text
    assert len(rig.dump()["wish"]) == 1


# --- what is no text of one's own


def voice(person: Person) -> None:
    person.sends_voice()


def photo(person: Person) -> None:
    person.sends_photo("Jodeln lernen")


def sticker(person: Person) -> None:
    person.sends_sticker()


def forwarded(person: Person) -> None:
    person.api.bot.updates.forget([person.writes("Absenden")["update_id"]])
    person.forwards(person.reads()[-1])


def forwarded_wish(person: Person) -> None:
    person.api.bot.updates.forget([person.writes("/wunsch Origami")["update_id"]])
    person.forwards(person.reads()[-1])


def edited(person: Person) -> None:
    mine = next(seen for seen in reversed(person.reads()) if not seen.by_bot)
    person.edits(mine, "Falknerei lernen")


STEPS = {
    "asked": ("/wunsch",),
    "hidden": ("/wunsch", "Jodeln lernen 0176 12345678"),
    "compared": ("/wunsch", QUESTION),
    "on the card": ("/wunsch", "Jodeln lernen"),
    "filled in": ("/wunsch", "Jodeln lernen", "Kinder", "Online"),
    "asked anew": ("/wunsch", "Jodeln lernen", "Anders schreiben"),
    "sent": ("/wunsch", "Jodeln lernen", "Absenden"),
    "looked at": ("/wunsch", "Jodeln lernen", "Absenden", "/meinewuensche"),
}


@pytest.mark.parametrize("kind", [voice, photo, sticker, forwarded, forwarded_wish, edited])
@pytest.mark.parametrize("step", STEPS)
def test_without_words_of_ones_own_nothing_changes_at_any_step(
    rig: Rig, anna: Citizen, step: str, kind: Callable[[Person], None]
) -> None:
    for text in STEPS[step]:
        anna.says(text)
    before = rig.dump()
    heard = len(anna.replies)
    kind(anna.person)
    reply = anna.reads()

    after = rig.dump()
    assert len(anna.replies) == heard + 1
    assert "schiefgegangen" not in reply.text
    for table in ("wish", "wish_draft", "wish_follower", "wish_key", "consent", "outbox"):
        assert after[table] == before[table]


@pytest.mark.parametrize("kind", [voice, photo, sticker, edited, forwarded, forwarded_wish])
@pytest.mark.parametrize("step", ["asked", "asked anew"])
def test_and_what_is_written_then_is_the_wish(
    rig: Rig, anna: Citizen, step: str, kind: Callable[[Person], None]
) -> None:
    for text in STEPS[step]:
        anna.says(text)
    kind(anna.person)
    anna.reads()

    assert "„Falknerei lernen“" in anna.says("Falknerei lernen").text


def test_a_forwarded_wish_is_asked_for_in_own_words(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch")
    forwarded(anna.person)

    assert anna.reads().text.startswith("Diese Nachricht ist weitergeleitet.")


# --- in groups


@pytest.mark.parametrize(
    "text",
    [
        "/wunsch",
        "/wunsch@bildungslotse_bot Jodeln",
        "/meinewuensche",
        "ich wünsche mir Jodeln",
        "Wunsch",
        "meine Wünsche",
        "Jodeln lernen",
        "Absenden",
    ],
)
def test_in_a_group_no_wish_starts_or_goes_on(rig: Rig, anna: Citizen, text: str) -> None:
    anna.says("/wunsch")
    before, heard = rig.kept_of_people(), len(anna.replies)
    group = rig.api.group(-1001, members=(anna.person,))
    anna.person.writes(text, chat=group)
    rig.settle()

    assert [seen for seen in group.reads() if seen.by_bot] == []
    assert len(anna.replies) == heard
    assert rig.kept_of_people() == before


@pytest.mark.parametrize("words", ["Bescheid geben, wenn es das gibt", "Frage weitergeben"])
def test_the_buttons_of_an_unhelpful_answer_can_be_typed(anna: Citizen, words: str) -> None:
    anna.says("Japanisch Kurs")
    assert "Was fehlt Ihnen?" in anna.says(words).text
    assert "Absenden" in anna.says("Japanisch").text
