"""The standing of a user in a chat, as JSON."""

from tests.botapi.state import User
from tests.botapi.wire import Json

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
EXTRAS: dict[str, Json] = {
    "creator": {"is_anonymous": False},
    "administrator": {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(RIGHTS, True),
    "restricted": {"is_member": True, "until_date": 0} | dict.fromkeys(PERMISSIONS, False),
    "kicked": {"until_date": 0},
}


def standing(user: User, status: str) -> Json:
    """A ChatMember object."""
    return {"user": user.json(), "status": status} | EXTRAS.get(status, {})
