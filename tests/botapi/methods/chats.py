"""Chats and their members."""

from tests.botapi.call import Call, Method
from tests.botapi.errors import bad_request
from tests.botapi.members import standing
from tests.botapi.state import Chat
from tests.botapi.wire import Json

GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)


def get_chat(call: Call) -> Json:
    chat = call.chat()
    return chat.json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": GIFTS,
    }


def _group(call: Call) -> Chat:
    chat = call.chat()
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    return chat


def get_member(call: Call) -> Json:
    chat, user_id = call.chat(), call.params["user_id"]
    user = call.api.users.get(user_id)
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    private = "member" if user_id in {chat.id, call.bot.user.id} else "left"
    status = private if chat.type == "private" else chat.members.get(user_id, "left")
    return standing(user, status)


def get_administrators(call: Call) -> list[Json]:
    members = _group(call).members
    return [
        standing(call.api.users[user_id], status)
        for user_id, status in members.items()
        if status in {"creator", "administrator"}
    ]


def count_members(call: Call) -> int:
    chat = call.chat()
    return 2 if chat.type == "private" else sum(chat.holds(user_id) for user_id in chat.members)


def leave(call: Call) -> bool:
    chat = call.chat()
    if chat.type == "private":
        raise bad_request("chat not found")
    chat.members[call.bot.user.id] = "left"
    return True


METHODS: dict[str, Method] = {
    "getChat": get_chat,
    "getChatMember": get_member,
    "getChatAdministrators": get_administrators,
    "getChatMemberCount": count_members,
    "leaveChat": leave,
}
