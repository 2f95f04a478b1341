"""Files the bot asks for."""

from tests.botapi.call import Call, Method
from tests.botapi.errors import bad_request
from tests.botapi.methods.media import MEGABYTE
from tests.botapi.wire import Json

LARGEST_DOWNLOAD = 20 * MEGABYTE


def get_file(call: Call) -> Json:
    stored = call.bot.files.get(call.params["file_id"])
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.upload.content) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return stored.json() | {"file_path": stored.path}


METHODS: dict[str, Method] = {"getFile": get_file}
