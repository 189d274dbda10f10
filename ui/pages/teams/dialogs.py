"""The forms of teams: a new one, another name, and who gets it next."""

from nicegui import ui

from domain import teams
from domain.teams import Member, NewTeam, Team, TeamChanges
from ui import auth, frame
from ui.components.filling import filling
from ui.components.form_dialog import buttons, form_dialog
from ui.components.text import text

_ABOUT = "outlined dense autogrow maxlength=40000"


async def new_team() -> None:
    """Ask for a name, a key and a description; then go to the team."""
    with form_dialog("New team") as dialog:
        name = ui.input("Name").props("autofocus maxlength=120")
        key = ui.input("Short key")
        key.props('maxlength=8 hint="Names its tasks, as in LAUNCH-42. Empty: made from the name."')
        about = ui.textarea("What is it for?").props(_ABOUT)

        async def make() -> None:
            async with filling(name=name, key=key, description=about):
                form = NewTeam.of(name=name.value, description=about.value, key=key.value.strip() or None)
                team = await teams.create(form, actor=await auth.actor())
                dialog.close()
                ui.navigate.to(f"/teams/{team.id}")

        buttons(dialog, "Create team", make)
        name.on("keydown.enter", make)


async def rename(team: Team) -> None:
    """Ask for another name and description. Only what was changed here is changed."""
    with form_dialog("Name and description") as dialog:
        name = ui.input("Name", value=team.name).props("autofocus maxlength=120")
        about = ui.textarea("What is it for?", value=team.description).props(_ABOUT)

        async def save() -> None:
            typed = {"name": name.value, "description": about.value}
            async with filling(name=name, description=about):
                changes = TeamChanges.of(**{k: v for k, v in typed.items() if v != getattr(team, k)})
                await teams.edit(team.id, changes, actor=await auth.actor())
                dialog.close()
                frame.toast("Saved.")

        buttons(dialog, "Save", save)
        name.on("keydown.enter", save)


async def hand_over(team: Team, members: list[Member]) -> None:
    """Ask who owns the team from now on."""
    heirs = {m.user_id: m.name for m in members if m.role != "owner"}
    with form_dialog(f"Hand {team.name} over") as dialog:
        text("p", "The new owner may do everything with it. You stay on as an admin; only they can give it back.")
        heir = ui.select(heirs, value=next(iter(heirs), None), label="New owner")

        async def give() -> None:
            async with filling(user_id=heir):
                await teams.transfer(team.id, heir.value, actor=await auth.actor())
                dialog.close()
                frame.toast(f"{heirs[heir.value]} owns {team.name} now.")

        buttons(dialog, "Hand over", give)
