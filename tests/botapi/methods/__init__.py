"""The methods of the Bot API that do something here, by name."""

from tests.botapi.call import Method
from tests.botapi.methods import (
    chats,
    copies,
    editing,
    files,
    intake,
    media,
    profile,
    queries,
    sending,
)

METHODS: dict[str, Method] = {
    **sending.METHODS,
    **media.METHODS,
    **copies.METHODS,
    **editing.METHODS,
    **queries.METHODS,
    **profile.METHODS,
    **chats.METHODS,
    **files.METHODS,
    **intake.METHODS,
}
