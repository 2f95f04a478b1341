"""Messages without files: text, places, contacts, polls, dice."""

from typing import Any

from tests.botapi.call import Call, Method
from tests.botapi.errors import bad_request
from tests.botapi.state import Chat
from tests.botapi.texts import text_of
from tests.botapi.wire import Json

REQUESTS = {
    "request_contact",
    "request_location",
    "request_poll",
    "request_users",
    "request_chat",
    "web_app",
}


def post(call: Call, content: Json) -> Json:
    """Put a message of the bot into the chat."""
    chat = call.chat()
    markup = call.params.get("reply_markup")
    if markup and chat.type != "private":
        _public(markup)
    message: Json = {
        "message_id": call.bot.messages.next_id(chat),
        "from": call.bot.user.json(),
        "chat": chat.json(),
        "date": int(call.now),
        **_reply(call, chat),
        **content,
    }
    if call.params.get("protect_content"):
        message["has_protected_content"] = True
    if markup and "inline_keyboard" in markup:
        message["reply_markup"] = markup
    call.bot.messages.add(message, markup)
    return message


def _public(markup: Json) -> None:
    """Groups have no buttons that ask for private things."""
    for row in markup.get("keyboard", ()):
        for button in row:
            if asked := REQUESTS & button.keys():
                what = min(asked).removeprefix("request_").replace("_", " ")
                raise bad_request(f"{what} can be requested in private chats only")


def _reply(call: Call, chat: Chat) -> Json:
    asked = call.params.get("reply_parameters")
    if not asked:
        return {}
    original = call.bot.messages.get(asked.get("chat_id", chat.id), asked["message_id"])
    if original is not None:
        return {"reply_to_message": _without_reply(original.json)}
    if asked.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def _without_reply(message: Json) -> Json:
    return {name: value for name, value in message.items() if name != "reply_to_message"}


def send_message(call: Call) -> Json:
    call.chat()
    text = text_of(call.params)
    content: Json = {"text": text.plain}
    if text.entities:
        content["entities"] = text.json()
    if preview := call.params.get("link_preview_options"):
        content["link_preview_options"] = preview
    return post(call, content)


def send_location(call: Call) -> Json:
    return post(call, {"location": _pick(call, *LOCATION)})


def send_venue(call: Call) -> Json:
    place = _pick(call, "latitude", "longitude")
    venue: Json = {"location": place, **_pick(call, *VENUE)}
    if not venue["title"].strip() or not venue["address"].strip():
        raise bad_request("VENUE_INVALID")
    return post(call, {"location": place, "venue": venue})


def send_contact(call: Call) -> Json:
    return post(call, {"contact": _pick(call, "phone_number", "first_name", "last_name", "vcard")})


def send_dice(call: Call) -> Json:
    return post(call, {"dice": {"emoji": call.params.get("emoji", "🎲"), "value": 4}})


def send_poll(call: Call) -> Json:
    options = [
        {"persistent_id": str(index), "text": option["text"], "voter_count": 0}
        for index, option in enumerate(call.params["options"])
    ]
    return post(call, {"poll": _poll(call, options)})


def _poll(call: Call, options: list[Json]) -> Json:
    return {
        "id": str(next(call.bot.numbers)),
        "question": call.params["question"],
        "options": options,
        "total_voter_count": 0,
        "is_closed": call.params.get("is_closed", False),
        "is_anonymous": call.params.get("is_anonymous", True),
        "type": call.params.get("type", "regular"),
        "allows_multiple_answers": call.params.get("allows_multiple_answers", False),
        "allows_revoting": True,
        "members_only": False,
    }


LOCATION = ("latitude", "longitude", "horizontal_accuracy", "live_period", "heading")
VENUE = ("title", "address", "foursquare_id", "foursquare_type", "google_place_id")


def _pick(call: Call, *names: str) -> Json:
    return {name: call.params[name] for name in names if name in call.params}


def send_chat_action(call: Call) -> Any:
    call.chat()
    if call.params["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}

METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendContact": send_contact,
    "sendDice": send_dice,
    "sendPoll": send_poll,
    "sendChatAction": send_chat_action,
}
