"""Staff invite one person into a group, by a link or as a picture of it."""

from __future__ import annotations

from telegram import Update

from bot.people import invitations
from bot.people.roles import Role
from bot.sheets import qr
from bot.storage import groups
from bot.storage.groups import WorkingGroup
from bot.storage.units import Db
from handlers.context import Context
from handlers.reply import reply, send_file
from handlers.views import links
from handlers.views.groups import cards
from handlers.views.groups import invitation as view


async def invite(update: Update, context: Context, number: int, *, as_picture: bool) -> None:
    say, user, house = await context.say(update), update.effective_user, context.house
    now, by = house.now(), user.id if user else None
    until = (now + invitations.VALID).astimezone(house.timezone)

    def work(db: Db) -> tuple[WorkingGroup, str] | None:
        group = groups.find(db, number)
        if group is None:
            return None
        token = invitations.invite(
            db, Role.MEMBER, group.about.name, now, by=by, update=update.update_id, group=number
        )
        return group, links.into(context.bot.username, invitations.payload(token))

    made = await house.storage.write(work)
    if made is None:
        await reply(update, context, cards.gone(say))
    elif as_picture:
        town = (await context.scene(update)).catalogue.town.name
        caption = view.picture_caption(say, made[0], town, made[1], until)
        await send_file(update, context, view.picture_name(say), qr.picture(made[1]), caption)
    else:
        await reply(update, context, view.invitation(say, *made, until))
