"""People: what they press, see and cannot do."""

import asyncio

import pytest
from telegram import Update
from telegram.ext import ContextTypes, MessageHandler, filters

from tests.botapi import BotApi, Button, Clock, Person, build, drain

Context = ContextTypes.DEFAULT_TYPE


@pytest.fixture
def api() -> BotApi:
    return BotApi(clock=Clock.standing())


@pytest.fixture
def anna(api: BotApi) -> Person:
    return api.person(101, "Anna", started=True)


def buttons(**labels: str) -> dict[str, object]:
    row = [{"text": label, "callback_data": data} for label, data in labels.items()]
    return {"inline_keyboard": [row]}


def test_a_press_goes_to_the_newest_message_with_the_button(api: BotApi, anna: Person) -> None:
    for data in ("alt", "neu"):
        api.ask("sendMessage", chat_id=101, text=data, reply_markup=buttons(Mehr=data))
    api.ask("sendMessage", chat_id=101, text="ohne")
    old = anna.reads()[0]

    assert anna.presses("Mehr")["callback_query"]["data"] == "neu"
    assert anna.presses("Mehr", old)["callback_query"]["data"] == "alt"
    assert anna.presses("Mehr", old)["callback_query"]["message"]["text"] == "alt"


def test_a_press_on_a_message_that_is_gone_or_old_shows_no_text(api: BotApi, anna: Person) -> None:
    api.ask("sendMessage", chat_id=101, text="x", reply_markup=buttons(Mehr="v1"))
    seen = anna.last
    api.clock.advance(49 * 3600)
    late = anna.presses("Mehr")["callback_query"]["message"]
    api.bot.messages.remove(101, seen.id)
    gone = anna.forges(seen.button("Mehr").payload, seen)["callback_query"]["message"]

    assert late == gone == {"chat": anna.user.chat_json(), "message_id": seen.id, "date": 0}


def test_only_buttons_on_the_screen_can_be_pressed(api: BotApi, anna: Person) -> None:
    row = [{"text": "Netz", "url": "https://eisenach.de"}]
    markup = {"inline_keyboard": [row, [{"text": "Kopie", "copy_text": {"text": "123"}}]]}
    api.ask("sendMessage", chat_id=101, text="x", reply_markup=markup)

    with pytest.raises(LookupError, match="it is a url"):
        anna.presses("Netz")
    with pytest.raises(LookupError, match="nobody can press 'Weiter'"):
        anna.presses("Weiter")
    with pytest.raises(LookupError, match="no button 'Weiter'"):
        anna.last.button("Weiter")
    assert anna.last.buttons == (
        Button("Netz", "url", "https://eisenach.de"),
        Button("Kopie", "copy_text", "123"),
    )


def test_the_keyboard_below_the_line_writes_or_shares(api: BotApi, anna: Person) -> None:
    row = [
        {"text": "Hilfe"},
        {"text": "Nummer", "request_contact": True},
        {"text": "Ort", "request_location": True},
    ]
    api.ask("sendMessage", chat_id=101, text="x", reply_markup={"keyboard": [row]})
    api.ask("sendMessage", chat_id=101, text="y")

    assert anna.reads()[0].keyboard == (("Hilfe", "Nummer", "Ort"),)
    assert anna.presses("Hilfe")["message"]["text"] == "Hilfe"
    assert anna.presses("Nummer")["message"]["contact"]["user_id"] == 101
    assert anna.presses("Ort")["message"]["location"]
    gone = {"remove_keyboard": True}
    api.ask("sendMessage", chat_id=101, text="z", reply_markup=gone)
    with pytest.raises(LookupError):
        anna.presses("Hilfe")


def test_a_group_has_its_own_screen(api: BotApi, anna: Person) -> None:
    group = api.group(-1001, "Lesen", members=(anna,))
    with pytest.raises(LookupError, match="has not written"):
        _ = group.last
    api.ask("sendMessage", chat_id=-1001, text="x", reply_markup=buttons(Ja="v1"))
    press = anna.presses("Ja", chat=group)["callback_query"]

    assert (press["from"]["id"], press["message"]["chat"]["title"]) == (101, "Lesen")
    assert group.last.text == "x"
    assert [seen.text for seen in group.reads()] == ["x"]
    with pytest.raises(LookupError, match="has not written"):
        _ = anna.last


def test_numbers_of_messages_count_as_in_telegram(api: BotApi, anna: Person) -> None:
    bernd, group = api.person(102), api.group(-1001)
    updates = [anna.writes("a"), bernd.writes("b"), anna.writes("c", chat=group)]

    assert [update["message"]["message_id"] for update in updates] == [1, 2, 1]


def test_edited_captions_stay_captions(anna: Person) -> None:
    edited = anna.edits(anna.sends_photo("Bad"), "Turnhalle")["edited_message"]

    assert (edited["caption"], "text" in edited) == ("Turnhalle", False)
    assert anna.edits(anna.reads()[0], "Bad")["edited_message"]["caption"] == "Bad"


def test_whoever_has_a_name_can_be_found_by_it(api: BotApi) -> None:
    api.person(103, username="Clara_M", started=True)

    assert api.ask("sendMessage", chat_id="@clara_m", text="x")["chat"]["id"] == 103


def test_forwarding_a_forwarded_message_keeps_its_origin(api: BotApi, anna: Person) -> None:
    api.ask("sendMessage", chat_id=101, text="x")
    anna.forwards(anna.last)
    again = anna.forwards(anna.reads()[-1])

    assert again["message"]["forward_origin"]["sender_user"]["is_bot"] is True


def test_an_application_downloads_what_people_send(api: BotApi, anna: Person) -> None:
    received = []

    async def save(update: Update, context: Context) -> None:
        assert update.message is not None
        assert update.message.document is not None
        file = await context.bot.get_file(update.message.document.file_id)
        received.append(bytes(await file.download_as_bytearray()))
        await update.message.reply_document(received[-1], filename="zurück.csv")

    async def dialogue() -> None:
        application = build(api).build()
        application.add_handler(MessageHandler(filters.Document.ALL, save))
        async with application:
            anna.sends_document(b"a;b\n")
            assert await drain(api, application) == 1

    asyncio.run(dialogue())
    assert received == [b"a;b\n"]
    assert anna.last.file is not None
    assert anna.last.file.filename == "zurück.csv"
