"""Telegram groups: who takes the bot in, which working group one belongs to, and silence there."""

from __future__ import annotations

from handlers.chats import linking, visiting

ROUTES = (*linking.ROUTES, *visiting.ROUTES)
