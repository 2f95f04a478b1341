"""Of what happens in a group, only what we act upon is taken in: no words, no names of members."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

GROUPS = ("group", "supergroup", "channel")

_CALL = re.compile(r"/[A-Za-z0-9_]{1,32}(@[A-Za-z0-9_]{4,40})(?!\w)")
_KEPT = ("message_id", "id", "date", "edit_date", "chat_instance")
_MOVES = ("migrate_to_chat_id", "migrate_from_chat_id")

Json = Mapping[str, Any]


def chat_of(content: Json) -> Json | None:
    """The group that the content of an update comes from; None for what does not."""
    chat = _chat(content)
    return chat if chat is not None and chat.get("type") in GROUPS else None


def bare(kind: str, content: Json) -> dict[str, Any]:
    """What is left of a group's update."""
    found = _only(content, (*_KEPT, *_MOVES))
    chat = _only(_chat(content) or {}, ("id", "type", "title"))
    if kind == "callback_query":
        message = _only(_dict(content.get("message")), ("message_id", "date"))
        return found | {"from": _nameless(None), "message": message | {"chat": chat}}
    found["chat"] = chat
    if kind == "my_chat_member":
        found |= _only(content, ("old_chat_member", "new_chat_member"))
        return found | {"from": _nameless(content.get("from"))}
    found |= _newcomers(content) | (_call(content) if kind == "message" else {})
    gone = content.get("left_chat_member")
    return found | ({"left_chat_member": _nameless(gone)} if _is_bot(gone) else {})


def _chat(content: Json) -> Json | None:
    message = content.get("message")
    chat = (message if isinstance(message, dict) else content).get("chat")
    return chat if isinstance(chat, dict) else None


def _dict(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _newcomers(content: Json) -> dict[str, Any]:
    """Bots that came in, and who brought them: we may be among them."""
    came = content.get("new_chat_members")
    bots = [one for one in came if _is_bot(one)] if isinstance(came, list) else []
    if not bots:
        return {}
    return {
        "new_chat_members": [_nameless(one) for one in bots],
        "from": _nameless(content.get("from")),
    }


def _call(content: Json) -> dict[str, Any]:
    """That a bot was called by its name, without what it was called for."""
    text = content.get("text")
    found = _CALL.match(text) if isinstance(text, str) else None
    if found is None:
        return {}
    call = f"/start{found[1]}"
    return {
        "text": call,
        "entities": [{"type": "bot_command", "offset": 0, "length": len(call)}],
    }


def _is_bot(user: object) -> bool:
    return isinstance(user, dict) and user.get("is_bot") is True


def _nameless(user: object) -> dict[str, Any]:
    found = _dict(user)
    return {"id": found.get("id", 0), "is_bot": found.get("is_bot", False), "first_name": ""}


def _only(content: Json, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: content[name] for name in names if name in content}
