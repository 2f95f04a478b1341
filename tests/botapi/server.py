"""The fake Bot API over HTTP, on this machine."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import isinf
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from tests.botapi.control import routes
from tests.botapi.core import BotApi
from tests.botapi.faults import Answer, Outcome, Reset, Silence
from tests.botapi.webhook import Retry, deliver
from tests.botapi.wire import Json, Upload

LARGEST_BODY = 64 * 1024 * 1024
API: web.AppKey[BotApi] = web.AppKey("api", BotApi)


def application(api: BotApi) -> web.Application:
    """The server as an aiohttp application."""
    app = web.Application(client_max_size=LARGEST_BODY)
    app[API] = api
    app.router.add_route("*", "/bot{token:[^/]+}/{method}", _method)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", _file)
    app.add_routes(routes(api))
    return app


@asynccontextmanager
async def serve(api: BotApi, *, port: int = 0, retry: Retry | None = None) -> AsyncIterator[str]:
    """Listen on 127.0.0.1 and serve webhooks; gives the address, without a slash at the end."""
    runner = web.AppRunner(
        application(api), access_log=None, handler_cancellation=True, shutdown_timeout=0.05
    )
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    try:
        async with deliver(api, retry):
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def _method(request: web.Request) -> web.StreamResponse:
    api, place = request.app[API], request.match_info
    try:
        params, files = await _read(request)
    except ValueError:
        return _response(Answer(400, _error(400, "Bad Request: can't parse JSON object")))
    outcome = await api.answer(place["token"], place["method"], params, files)
    return await _play(request, outcome)


async def _play(request: web.Request, outcome: Outcome) -> web.StreamResponse:
    if isinstance(outcome, Silence):
        await asyncio.sleep(3600 if isinf(outcome.seconds) else outcome.seconds)
        outcome = outcome.then or Reset()
    if isinstance(outcome, Answer):
        return _response(outcome)
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _response(answer: Answer) -> web.Response:
    return web.Response(status=answer.status, body=answer.body, content_type=answer.mime)


def _error(code: int, text: str) -> bytes:
    return json.dumps({"ok": False, "error_code": code, "description": text}).encode()


async def _read(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """Parameters from the address and from a form, JSON or multipart body."""
    params: Json = dict(request.query)
    if request.content_type == "application/json":
        body: Any = json.loads(await request.read() or b"{}")
        if not isinstance(body, dict):
            raise ValueError
        return params | body, {}
    if request.content_type == "multipart/form-data":
        fields, files = await _parts(request)
        return params | fields, files
    form = (await request.read()).decode("utf-8", "surrogateescape")
    return params | dict(parse_qsl(form, keep_blank_values=True)), {}


async def _parts(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    fields: Json = {}
    files: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read())
        if part.filename is None:
            fields[part.name] = content.decode("utf-8", "surrogateescape")
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            files[part.name] = Upload(part.filename, content, mime)
    return fields, files


async def _file(request: web.Request) -> web.Response:
    place = request.match_info
    upload = request.app[API].download(place["token"], place["path"])
    if upload is None:
        return _response(Answer(404, _error(404, "Not Found")))
    return web.Response(body=upload.content, content_type="application/octet-stream")
