"""Messages forwarded and copied."""

from tests.botapi.call import Call, Method
from tests.botapi.errors import bad_request
from tests.botapi.methods.sending import post
from tests.botapi.wire import Json

ENVELOPE = {
    "message_id",
    "from",
    "chat",
    "date",
    "edit_date",
    "reply_to_message",
    "reply_markup",
    "forward_origin",
}


def content(message: Json) -> Json:
    """What a message says, without who said it where and when."""
    return {name: value for name, value in message.items() if name not in ENVELOPE}


def origin(message: Json) -> Json:
    """Where a forwarded message comes from."""
    if "forward_origin" in message:
        forwarded: Json = message["forward_origin"]
        return forwarded
    return {"type": "user", "date": message["date"], "sender_user": message["from"]}


def _original(call: Call, verb: str) -> Json:
    source = call.chat("from_chat_id")
    stored = call.bot.messages.get(source.id, call.params["message_id"])
    if stored is None:
        raise bad_request(f"message to {verb} not found")
    if stored.json.get("has_protected_content"):
        raise bad_request(f"the message can't be {verb}ed".replace("copyed", "copied"))
    return stored.json


def forward_message(call: Call) -> Json:
    message = _original(call, "forward")
    return post(call, content(message) | {"forward_origin": origin(message)})


def copy_message(call: Call) -> Json:
    message = _original(call, "copy")
    return {"message_id": post(call, content(message))["message_id"]}


METHODS: dict[str, Method] = {"forwardMessage": forward_message, "copyMessage": copy_message}
