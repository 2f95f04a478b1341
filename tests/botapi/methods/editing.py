"""Messages changed and deleted."""

from collections.abc import Callable

from tests.botapi.call import Call, Method
from tests.botapi.errors import NOT_MODIFIED, ApiError, bad_request
from tests.botapi.state import Stored
from tests.botapi.texts import caption_of, text_of
from tests.botapi.wire import Json

DELETABLE = 48 * 3600
MEDIA = {"photo", "document", "video", "animation", "audio", "voice"}


def _edit(call: Call, change: Callable[[Json], Json]) -> Json | bool:
    """Replace what a message says; what is not sent again is gone."""
    if "inline_message_id" in call.params:
        return _edit_inline(call, change)
    stored = call.message("edit")
    if stored.json["from"]["id"] != call.bot.user.id:
        raise bad_request("message can't be edited")
    edited = _with_markup(change(stored.json), call)
    if edited == {name: stored.json[name] for name in stored.json if name != "edit_date"}:
        raise bad_request(NOT_MODIFIED)
    edited["edit_date"] = int(call.now)
    call.bot.messages.add(edited, call.params.get("reply_markup"))
    return edited


def _edit_inline(call: Call, change: Callable[[Json], Json]) -> bool:
    number = call.params["inline_message_id"]
    message = call.bot.inline_messages.get(number)
    if message is None:
        raise bad_request("MESSAGE_ID_INVALID")
    edited = _with_markup(change(message), call)
    if edited == message:
        raise bad_request(NOT_MODIFIED)
    call.bot.inline_messages[number] = edited
    return True


def _with_markup(message: Json, call: Call) -> Json:
    skipped = {"reply_markup", "edit_date"}
    edited = {name: value for name, value in message.items() if name not in skipped}
    markup = call.params.get("reply_markup")
    return edited | {"reply_markup": markup} if markup and _buttons(markup) else edited


def _buttons(markup: Json) -> bool:
    return any(markup["inline_keyboard"])


def edit_text(call: Call) -> Json | bool:
    if "text" not in call.params:
        raise bad_request("message text is empty")
    text = text_of(call.params)

    def change(message: Json) -> Json:
        if "text" not in message:
            raise bad_request("there is no text in the message to edit")
        kept = {name: message[name] for name in message if name != "entities"}
        marked = {"entities": text.json()} if text.entities else {}
        return kept | {"text": text.plain} | marked | _preview(call)

    return _edit(call, change)


def _preview(call: Call) -> Json:
    options = call.params.get("link_preview_options")
    return {"link_preview_options": options} if options else {}


def edit_caption(call: Call) -> Json | bool:
    text = caption_of(call.params)

    def change(message: Json) -> Json:
        if not MEDIA & message.keys():
            raise bad_request("there is no caption in the message to edit")
        kept = {name: message[name] for name in message if not name.startswith("caption")}
        caption = {"caption": text.plain} if text.plain else {}
        return kept | caption | ({"caption_entities": text.json()} if text.entities else {})

    return _edit(call, change)


def edit_markup(call: Call) -> Json | bool:
    return _edit(call, dict)


def delete_message(call: Call) -> bool:
    stored = call.message("delete")
    refusal = _undeletable(call, stored)
    if refusal is not None:
        raise refusal
    call.bot.messages.remove(stored.json["chat"]["id"], stored.json["message_id"])
    return True


def _undeletable(call: Call, stored: Stored) -> ApiError | None:
    own = stored.json["from"]["id"] == call.bot.user.id
    chat = call.chat()
    admin = chat.members.get(call.bot.user.id) in {"administrator", "creator"}
    if call.now - stored.json["date"] > DELETABLE and not admin:
        return bad_request("message can't be deleted for everyone")
    if not own and chat.type != "private" and not admin:
        return bad_request("message can't be deleted")
    return None


def delete_messages(call: Call) -> bool:
    """Delete what can be deleted and be silent about the rest, as the real server is."""
    chat = call.chat()
    for number in call.params["message_ids"]:
        stored = call.bot.messages.get(chat.id, number)
        if stored is not None and _undeletable(call, stored) is None:
            call.bot.messages.remove(chat.id, number)
    return True


METHODS: dict[str, Method] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}
