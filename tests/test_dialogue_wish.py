"""A wish as a citizen meets it: from an answer that did not help to the news."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.outbox import Outbox
from bot.storage import wish_marks
from bot.storage import wishes as stored
from bot.storage.wishes import Decision, Wish
from bot.wishes import decisions
from bot.wishes.wish import THRESHOLD, Status
from handlers import news
from handlers.views import buttons
from tests.house import Citizen, Rig, fresh, living

UNHELPFUL = "Japanisch Kurs"
TELL = "Bescheid geben, wenn es das gibt"


def sent(rig: Rig) -> list[str]:
    """The texts of all wishes."""
    return [row[2] for row in rig.dump()["wish"]]


def wish(rig: Rig, number: int = 1) -> Wish:
    found = rig.run(rig.house.storage.read(lambda db: stored.find(db, number)))
    assert isinstance(found, Wish)
    return found


def wishes(citizen: Citizen, text: str = "Jodeln lernen") -> None:
    citizen.says("/wunsch")
    citizen.says(text)
    citizen.presses("Absenden")


def decides(rig: Rig, status: Status, answer: str = "", **more: Any) -> None:
    decision, now = Decision(status, answer, **more), rig.hands.now
    rig.run(rig.house.storage.write(lambda db: decisions.decide(db, 1, decision, now)))


def due(rig: Rig) -> list[tuple[int, str]]:
    """What is sent now: to whom, and the words."""
    box = Outbox(news.kinds(rig.house.library), rig.house.timezone, lambda _, __, text: text)
    claimed = rig.run(rig.house.storage.write(lambda db: box.claim(db, "test", rig.hands.now, 100)))
    return [(delivery.chat, str(message.html)) for delivery, message in claimed[0]]


# --- how many taps


def test_two_taps_lead_from_an_unhelpful_answer_to_the_receipt(rig: Rig, anna: Citizen) -> None:
    anna.says(UNHELPFUL)
    card = anna.presses(TELL)
    assert card.text.startswith(f"Ihr Wunsch\n„{UNHELPFUL}“")
    assert "willigen Sie ein" in card.text
    assert sent(rig) == []

    receipt = anna.presses("Absenden")
    assert receipt.text.startswith(f"Danke! Ihr Wunsch ist angekommen: Nr. 1\n„{UNHELPFUL}“")
    assert receipt.labels == ("Meine Wünsche", "Mit einem Menschen sprechen")
    assert sent(rig) == [UNHELPFUL]


def test_four_taps_with_everything_that_can_be_said(rig: Rig, anna: Citizen) -> None:
    anna.says(UNHELPFUL)
    for label in (TELL, "Erwachsene", "Vor Ort, abends", "Absenden"):
        anna.presses(label)

    details = wish(rig).content.details
    assert (details.age_from, details.age_to) == (18, None)
    assert (details.place, details.time) == ("town", "evening")


def test_what_the_question_says_is_on_the_card_already(anna: Citizen) -> None:
    card = anna.says("/wunsch Jodeln, 6 Jahre, am Wochenende")

    assert "6 Jahre · am Wochenende" in card.text


def test_everything_can_be_typed(rig: Rig, anna: Citizen) -> None:
    anna.says("das wünsche ich mir")
    anna.says("Jodeln lernen")
    assert "Kinder · Online · abends" in anna.says("Kinder, online, abends").text
    assert "✓ Erwachsene" in anna.says("Erwachsene").labels

    assert "Nr. 1" in anna.says("absenden").text
    assert sent(rig) == ["Jodeln lernen"]


def test_a_second_tap_takes_a_detail_back(anna: Citizen) -> None:
    anna.says("/wunsch Jodeln lernen")
    anna.presses("Online")

    assert "✓ Online" not in anna.presses("✓ Online").labels


@pytest.mark.parametrize(
    "words", ["ich wünsche mir Jodeln lernen", "Wir wünschen uns: Jodeln", "/wunsch Jodeln"]
)
def test_the_words_may_come_at_once(anna: Citizen, words: str) -> None:
    assert "Jodeln" in anna.says(words).text
    assert "Absenden" in anna.person.last.labels


def test_any_other_text_is_a_question_still(anna: Citizen) -> None:
    anna.says("/wunsch Jodeln lernen")

    assert "Das passt zu Ihrer Frage" in anna.says("schwimmkurs für kinder").text


# --- before it is kept


def test_what_exists_already_comes_first(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch")
    reply = anna.says("Schwimmkurs für Kinder")

    assert reply.text.startswith("Gibt es schon:")
    assert sent(rig) == []
    anna.presses("Etwas anderes: weiter zum Wunsch")
    anna.presses("Absenden")
    assert sent(rig) == ["Schwimmkurs für Kinder"]


def test_who_wishes_the_same_can_join_and_leave(rig: Rig, anna: Citizen) -> None:
    wishes(anna)
    bert = rig.citizen(name="Bert")
    bert.says("/wunsch")
    card = bert.says("Jodelkurs")
    assert "Andere wünschen sich fast das Gleiche. Sie auch?" in card.text
    assert "„Jodeln lernen“ (1 von 8)" in card.text

    assert "Interessiert: 2 von 8" in bert.presses("Ich auch: 1. Jodeln lernen").text
    assert (sent(rig), wish(rig).interested) == (["Jodeln lernen"], 2)
    bert.presses("Doch nicht")
    assert wish(rig).interested == 1


def test_a_forged_me_too_joins_nothing_that_was_not_offered(rig: Rig, anna: Citizen) -> None:
    wishes(anna, "Jodeln lernen")
    bert = rig.citizen(name="Bert")
    bert.says("/wunsch Origami falten am Meer")
    token = rig.dump()["wish_draft"][-1][0]
    bert.person.forges(f"y:j:{token}:1", bert.person.last)
    bert.reads()

    assert wish(rig).interested == 1


def test_sensitive_wishes_are_shown_to_nobody(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch Selbsthilfegruppe Spielsucht am Samstag")
    token = rig.dump()["wish_draft"][-1][0]
    anna.person.forges(f"y:s:{token}", anna.person.last)
    anna.reads()
    decides(rig, Status.PLANNED, "Ab Mai.")

    bert = rig.citizen(name="Bert")
    assert "Andere" not in bert.says("/wunsch Gruppe Spielsucht am Samstag").text
    [(chat, said)] = due(rig)
    assert (chat, said) == (anna.person.id, "Es gibt etwas Neues für Sie.")


# --- what is refused


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("?!", "kein Wort"),
        ("a", "sehr kurz"),
        ("Wort " * 800, "höchstens 256 Zeichen"),
        ("03691 670 403", "kein Wort"),
        ("anna@example.org", "kein Wort"),
    ],
)
def test_what_cannot_be_a_wish_is_asked_for_again(
    rig: Rig, anna: Citizen, text: str, said: str
) -> None:
    anna.says("/wunsch")
    assert said in anna.says(text).text

    anna.says("Jodeln lernen")
    anna.presses("Absenden")
    assert sent(rig) == ["Jodeln lernen"]


def test_ways_to_reach_somebody_are_taken_out_on_a_tap(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch")
    reply = anna.says("Jodeln lernen, Tel. 03691 670403 oder anna@example.org")
    assert "Ihr Wunsch hieße dann:\n„Jodeln lernen“" in reply.text
    anna.presses("Ja, so ist es gut")
    anna.presses("Absenden")

    assert sent(rig) == ["Jodeln lernen"]
    assert "670403" not in str(rig.dump()["wish_draft"])


def test_the_sixth_wish_in_a_day_meets_a_friendly_limit(rig: Rig, anna: Citizen) -> None:
    for text in ("Jodeln", "Origami", "Imkern in Wien", "Kalligrafie", "Bumerang", "Falknerei"):
        anna.says(f"/wunsch {text}")
        token = rig.dump()["wish_draft"][-1][0]
        anna.person.forges(f"y:s:{token}", anna.person.last)
        reply = anna.reads()

    assert len(sent(rig)) == 5
    assert "Der nächste passt morgen" in reply.text


def test_a_cry_for_help_is_no_wish(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch")
    reply = anna.says("ich will nicht mehr leben")

    assert "0800 111 0 111" in reply.text
    assert rig.dump()["wish_draft"] == []


def test_words_of_their_own_are_no_wish(rig: Rig, anna: Citizen) -> None:
    for words in ("löschen", "Hilfe", "Datenschutz", "Mensch", "stopp"):
        anna.says("/wunsch")
        anna.says(words)

    assert rig.dump()["wish_draft"] == []


def test_voice_and_changed_messages_are_no_wish(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch")
    anna.person.sends_voice()
    assert anna.reads().text.startswith("Ich kann nur geschriebene Worte lesen.")
    update = anna.person.writes("Jodeln lernen")
    anna.reads()
    anna.person.edits(update, "Origami")
    assert anna.reads().text.startswith("Geänderte Nachrichten")


def test_in_a_group_nobody_wishes(rig: Rig, anna: Citizen) -> None:
    group = rig.api.group(-1001, members=(anna.person,))
    for text in ("/wunsch", "/wunsch Jodeln", "ich wünsche mir Jodeln"):
        anna.person.writes(text, chat=group)
    rig.settle()

    assert rig.api.sent("sendMessage") == []
    assert rig.dump()["wish_draft"] == []


@pytest.mark.parametrize(
    "data", ["y:s:x", "y:a:x", "y:d:", "y:w:x:y", "y:j::", "y:e:99", "y:zz", "m:99", "m:1:y", "m:x"]
)
def test_forged_buttons_get_a_kind_word(rig: Rig, anna: Citizen, data: str) -> None:
    anna.says("/start")
    wishes(rig.citizen(name="Bert"))
    anna.person.forges(data, anna.person.last)

    reply = anna.reads()
    assert reply.text
    assert "schiefgegangen" not in reply.text
    assert (sent(rig), wish(rig).interested) == (["Jodeln lernen"], 1)


# --- what becomes of it


def test_its_author_sees_changes_and_takes_it_back(rig: Rig, anna: Citizen) -> None:
    wishes(anna)
    anna.says("/meinewuensche")
    anna.presses("Nr. 1: Jodeln lernen")
    anna.presses("Ändern")
    anna.presses("Anders schreiben")
    anna.says("Jodeln für Anfänger")
    assert "Nr. 1" in anna.presses("Speichern").text
    assert sent(rig) == ["Jodeln für Anfänger"]

    anna.says("/meinewuensche")
    anna.presses("Nr. 1: Jodeln für Anfänger")
    anna.presses("Zurücknehmen")
    anna.presses("Ja, zurücknehmen")
    assert sent(rig) == []
    assert "Jodeln" not in str(rig.dump())


def test_the_news_come_once_in_the_words_of_the_town(rig: Rig, anna: Citizen) -> None:
    wishes(anna)
    offer = rig.house.library.catalogue.offers[0]
    decides(rig, Status.WORKING)
    decides(rig, Status.OFFERED, "Ab Mai donnerstags.", offer_id=offer.id)

    [(chat, said)] = due(rig)
    assert chat == anna.person.id
    assert "Gibt es jetzt" in said
    assert "Ab Mai donnerstags." in said
    assert due(rig) == []
    anna.says("/meinewuensche")
    assert offer.title[:20] in anna.presses("Nr. 1: Jodeln lernen").labels[0]


def test_who_wants_no_news_gets_none(rig: Rig, anna: Citizen) -> None:
    wishes(anna)
    anna.says("/meinewuensche")
    anna.presses("Nr. 1: Jodeln lernen")
    decides(rig, Status.WORKING)
    anna.presses("Nichts dazu melden")
    decides(rig, Status.PLANNED)

    assert due(rig) == []


def test_enough_people_are_asked_and_answer(rig: Rig, anna: Citizen) -> None:
    wishes(anna)
    for number in range(THRESHOLD - 1):
        other = rig.citizen(name=f"N{number}")
        other.says("/wunsch Jodeln")
        other.presses("Ich auch: 1. Jodeln lernen")
    asked = due(rig)
    assert len({chat for chat, _ in asked}) == len(asked) == THRESHOLD
    assert all("Sind Sie dabei?" in said for _, said in asked)

    anna.says("/meinewuensche")
    anna.presses("Nr. 1: Jodeln lernen")
    assert anna.presses("Ja, ich bin dabei").text.startswith("Gut, Sie sind dabei.")


def test_after_a_year_it_can_be_kept(rig: Rig, anna: Citizen) -> None:
    wishes(anna)
    rig.hands.advance(days=366)
    rig.run(rig.house.storage.write(lambda db: decisions.tidy(db, rig.hands.now)))
    [(_, said)] = due(rig)
    assert "Soll ich den Wunsch behalten?" in said
    anna.says("/meinewuensche")
    anna.presses("Nr. 1: Jodeln lernen")
    assert anna.presses("Behalten").text.startswith("Gut, ich behalte ihn.")


def test_erasing_oneself_takes_along_what_nobody_else_wants(rig: Rig, anna: Citizen) -> None:
    wishes(anna)
    assert "auch Ihre Wünsche?" in anna.says("löschen").text
    assert "Auch Ihre Wünsche sind weg" in anna.presses("Ja, alles löschen").text

    assert sent(rig) == []
    assert "Jodeln" not in str(rig.dump())
    assert str(anna.person.id) not in str(rig.dump())


def test_what_others_want_too_stays_for_them(rig: Rig, anna: Citizen) -> None:
    bert = rig.citizen(name="Bert")
    wishes(anna)
    bert.says("/wunsch Jodeln lernen")
    bert.presses("Ich auch: 1. Jodeln lernen")
    anna.says("löschen")
    anna.presses("Ja, alles löschen")

    assert "Jodeln lernen" in bert.says("/meinewuensche").text
    assert str(anna.person.id) not in str(rig.dump())


# --- one's own wish once more, and what is agreed to


def test_ones_own_wish_is_named_and_never_offered_as_somebody_elses(
    rig: Rig, anna: Citizen
) -> None:
    wishes(anna)
    card = anna.says("/wunsch Jodeln für mich lernen")
    assert "Das haben Sie schon gewünscht: Nr. 1" in card.text
    assert "Andere" not in card.text
    assert "Ich auch" not in str(card.buttons)

    assert "Wunsch Nr. 1" in anna.presses("Nr. 1 ansehen").text
    assert sent(rig) == ["Jodeln lernen"]


def test_no_forged_press_lets_authors_leave_by_joining(rig: Rig, anna: Citizen) -> None:
    wishes(anna)
    anna.says("/wunsch Jodeln für mich lernen")
    [_, token] = [row[0] for row in rig.dump()["wish_draft"]]
    anna.person.forges(f"{buttons.WISH}:j:{token}:1", anna.person.last)
    shown = anna.reads()

    assert "Das haben Sie schon gewünscht" in shown.text
    assert "Doch nicht" not in str(shown.buttons)
    assert wish(rig).interested == 1


def test_me_too_can_be_typed_alone(rig: Rig, anna: Citizen) -> None:
    bert = rig.citizen(name="Bert")
    wishes(anna)
    bert.says("/wunsch Jodeln lernen")
    assert "Interessiert: 2 von 8" in bert.says("ich auch").text


def test_send_sends_only_after_the_sentence_of_consent(rig: Rig, anna: Citizen) -> None:
    before = anna.says("/wunsch Schwimmkurs für Kinder")
    assert "willigen Sie ein" not in before.text

    card = anna.says("Absenden")
    assert "willigen Sie ein" in card.text
    assert sent(rig) == []
    assert rig.dump()["consent"] == []
    assert "Nr. 1" in anna.says("Absenden").text


# --- every button of one's own wishes can be typed


def test_the_ways_below_a_wish_can_be_typed(rig: Rig, anna: Citizen) -> None:
    wishes(anna)
    anna.says("/meinewuensche")
    assert "Wunsch Nr. 1" in anna.says("Nr. 1: Jodeln lernen").text
    assert "Ich melde Ihnen dazu nichts" in anna.says("Nichts dazu melden").text
    assert "Ich melde Ihnen" not in anna.says("Wieder Bescheid geben").text
    assert "Ihr Wunsch\n„Jodeln lernen“" in anna.says("Ändern").text
    anna.says("/meinewuensche")
    anna.says("Nr. 1: Jodeln lernen")
    assert "Diesen Wunsch zurücknehmen?" in anna.says("Zurücknehmen").text
    anna.says("Ja, zurücknehmen")
    assert sent(rig) == []


def test_keep_it_can_be_typed_below_the_news(rig: Rig, anna: Citizen) -> None:
    wishes(anna)
    rig.hands.advance(days=366)
    rig.run(rig.house.storage.write(lambda db: decisions.tidy(db, rig.hands.now)))

    assert anna.says("Behalten").text.startswith("Gut, ich behalte ihn.")


# --- nothing is lost and nothing doubled


def test_a_restart_between_any_two_taps_loses_nothing(tmp_path: Path) -> None:
    """Each step in a house of its own, over the same database."""
    url = fresh(tmp_path)
    replies = []
    for place, text in enumerate(("/wunsch", "Jodeln lernen", "Kinder", "Absenden")):
        with living(url) as rig:
            anna = rig.citizen()
            rig.api.bot.updates.next_id += place  # the fake Telegram counts from the same number
            replies.append(anna.says(text))
            kept = sent(rig)

    assert "✓ Kinder" in replies[2].labels
    assert "Nr. 1" in replies[3].text
    assert kept == ["Jodeln lernen"]


SCRIPT = (
    ("says", "/wunsch"),
    ("says", "Jodeln lernen"),
    ("presses", "Kinder"),
    ("presses", "Online"),
    ("presses", "Absenden"),
    ("says", "/wunsch"),
    ("says", "Falknerei lernen"),
    ("presses", "Absenden"),
)


@pytest.mark.parametrize("seed", range(8))
def test_each_update_may_come_up_to_five_times(rig: Rig, seed: int) -> None:
    """In the order of a lane: copies of an update before the next one; two people mixed."""
    draw = Random(seed)
    people = [rig.citizen(name=name) for name in ("Anna", "Bert")]
    done = [0, 0]
    while any(place < len(SCRIPT) for place in done):
        who = draw.choice([i for i, place in enumerate(done) if place < len(SCRIPT)])
        how, what = SCRIPT[done[who]]
        done[who] += 1
        one = people[who]
        update = one.person.writes(what) if how == "says" else one.person.presses(what)
        rig.settle()
        for _ in range(draw.randint(0, 4)):
            rig.again(update)
    kept = sorted(sent(rig))

    assert kept == ["Falknerei lernen"] * 2 + ["Jodeln lernen"] * 2
    assert [wish(rig, number).interested for number in (1, 2, 3, 4)] == [1, 1, 1, 1]
    assert len(rig.dump()["wish_follower"]) == 4


def test_what_was_cut_out_is_agreed_to_in_words(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch Jodeln lernen, Tel. 03691 670403")
    assert "Mit „Absenden“ willigen Sie ein" in anna.says("ja, gern").text
    assert "Nr. 1" in anna.says("passt so").text
    assert sent(rig) == ["Jodeln lernen"]


def test_words_of_a_button_are_no_wish(rig: Rig, anna: Citizen) -> None:
    anna.says("/wunsch 😀😀")
    assert "Darin konnte ich kein Wort lesen." in anna.says("absenden").text
    anna.says("Jodeln lernen")
    anna.presses("Absenden")
    assert sent(rig) == ["Jodeln lernen"]


@pytest.mark.parametrize(
    "said",
    ["Wunsch: Jodeln lernen", "Ich wünsche mir Jodeln lernen", "mein Wunsch : Jodeln lernen"],
)
def test_a_wish_is_heard_in_many_words(anna: Citizen, said: str) -> None:
    assert "„Jodeln lernen“" in anna.says(said).text


def test_who_would_like_to_wish_is_asked_what(anna: Citizen) -> None:
    asked = anna.says("/wunsch").text
    assert anna.says("Ich möchte einen Wunsch äußern").text == asked


def test_of_a_sensitive_wish_it_is_said_who_reads_it(anna: Citizen) -> None:
    card = anna.says("/wunsch Gruppe für Depressive")
    assert "nur seine Mitarbeitenden lesen ihn" in card.text


def test_other_words_for_ones_own_wish_are_taken_and_named(rig: Rig, anna: Citizen) -> None:
    wishes(anna)
    for said in ("/meinewuensche", "1", "Ändern"):
        anna.says(said)
    card = anna.says("Jodeln für Anfänger")
    assert "„Jodeln für Anfänger“" in card.text
    assert "willigen" not in card.text
    assert anna.says("Speichern").text.startswith("Geändert. Ihr Wunsch Nr. 1 heißt jetzt:")
    assert wish(rig).content.text == "Jodeln für Anfänger"


@pytest.mark.parametrize(
    "said",
    ["ich möchte meinen Wunsch löschen", "Wunsch 1 zurücknehmen", "meinen Wunsch zurückziehen"],
)
def test_who_asks_in_words_to_take_a_wish_back_is_shown_the_way(anna: Citizen, said: str) -> None:
    wishes(anna)

    assert "Nr. 1: Jodeln lernen" in anna.says(said).labels


@pytest.mark.parametrize(("said", "left"), [("ja", 0), ("nein", 1)])
def test_taking_back_is_answered_in_words(rig: Rig, anna: Citizen, said: str, left: int) -> None:
    wishes(anna)
    anna.says("/meinewuensche")
    anna.presses("Nr. 1: Jodeln lernen")
    anna.presses("Zurücknehmen")
    anna.says(said)

    assert len(sent(rig)) == left


@pytest.mark.parametrize(("said", "coming"), [("ja", True), ("Nein", False), ("gern", True)])
def test_whether_one_comes_is_answered_in_words(
    rig: Rig, anna: Citizen, said: str, coming: bool
) -> None:
    wishes(anna)
    storage = rig.house.storage
    rig.run(storage.write(lambda db: wish_marks.set_threshold(db, 1, 1)))
    anna.says("/start")
    anna.says(said)

    [row] = rig.dump()["wish_follower"]
    assert coming in row
