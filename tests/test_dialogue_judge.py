"""Independent judges: what the bot calls is what other people's models of the Bot API allow."""

from __future__ import annotations

from tests.botapi.judge import judge
from tests.house import Citizen, Rig


def test_every_call_of_a_long_conversation_is_one_that_telegram_knows(
    rig: Rig, anna: Citizen, olena: Citizen
) -> None:
    rig.introduce()
    for text in ("/start", "/hilfe", "/angebote", "/datenschutz", "/sprache", "/loeschen"):
        anna.says(text)
    anna.says("schwimmkurs für meine 6-jährige tochter")
    anna.presses(anna.person.last.labels[0])
    anna.presses("Zurück")
    anna.presses("6 Jahre ✕")
    anna.says("Japanisch Kurs")
    anna.presses("Frage weitergeben")
    anna.says("ich will nicht mehr leben")
    anna.presses("Diese Nachrichten löschen")
    olena.says("choir for adults")
    olena.person.sends_photo()
    olena.reads()

    assert {call.method for call in rig.api.calls} >= {
        "sendMessage",
        "editMessageText",
        "answerCallbackQuery",
        "deleteMessage",
        "setMyCommands",
    }
    assert judge(rig.api.calls) == []
