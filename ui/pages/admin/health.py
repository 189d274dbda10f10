"""How the installation is doing: database, jobs, mail, files, sessions and the process that answers."""

from nicegui import ui

from domain import instance
from domain.accounts import Person
from domain.instance import Loop
from ui import auth, errors
from ui.components.health_parts import HealthParts
from ui.components.icon import icon_name
from ui.components.text import text
from ui.heartbeat import heartbeat
from ui.pages.admin import place
from ui.pages.admin.health_words import parts_of

_SENTENCE = "Refreshed every few seconds. The process is the one that shows you this page."


async def page() -> None:
    """All parts, for those who run the installation."""
    actor = await auth.actor()
    await instance.check(actor)
    with place.tab("health", _SENTENCE, actor=actor) as acts:
        view = Parts(acts)
    await ui.context.client.connected()
    place.show_tab()
    await view.read(actor)


class Parts:
    """The parts as one person has them open."""

    def __init__(self, acts: ui.element) -> None:
        with acts:
            again = ui.button("Refresh", color=None, on_click=self._look_again).classes("btn-o")
            again.props["icon"] = icon_name("refresh-cw")
        self._said = text("p", "\u00a0").classes("hp-all").props("role=status")
        self._parts = HealthParts()
        place.watch(self.read)

    async def _look_again(self) -> None:
        async with errors.shown():
            await self.read(await auth.actor(), anew=True)

    async def read(self, actor: Person, *, anew: bool = False) -> None:
        """Show how it is doing."""
        found = await instance.health(loop=Loop(heartbeat.lag, heartbeat.worst), actor=actor, anew=anew)
        parts = parts_of(found, actor)
        wrong = [part.name.lower() for part in parts if not part.ok]
        said = f"Somebody should look at {_listed(wrong)}." if wrong else f"All is well. Atrium {found.version}"
        if self._said.text != said:
            self._said.text = said
            self._said.classes(add="look" if wrong else "", remove="" if wrong else "look")
        self._parts.show(parts)


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
