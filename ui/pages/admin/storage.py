"""How much one organisation may store: said beside its people, and changed there."""

from uuid import UUID

from nicegui import ui

from domain import files, instance
from domain.accounts import Person
from domain.errors import Invalid
from domain.instance import OrganizationOverview, StorageQuota
from ui import auth, errors, frame
from ui.components.filling import filling
from ui.components.form_dialog import buttons, form_dialog
from ui.components.icon import icon_name
from ui.components.size import size_words
from ui.components.text import text

_MEGABYTE = 1_000_000


class Storage:
    """The button that says it, and asks for another number."""

    def __init__(self, home: OrganizationOverview) -> None:
        self._id: UUID = home.id
        self._button = ui.button(color=None, on_click=self._ask).classes("btn-o")
        self._button.props["icon"] = icon_name("database")
        self._show(home)

    async def read(self, actor: Person) -> None:
        """Say what holds now."""
        self._show(await instance.organization(self._id, actor=actor))

    def _show(self, home: OrganizationOverview) -> None:
        self._button.text = f"{size_words(home.storage_used)} of {size_words(home.storage_quota)}"
        self._button.props["aria-label"] = f"Storage of {home.name}: {self._button.text}. Change it"

    async def _ask(self) -> None:
        async with errors.shown():
            home = await instance.organization(self._id, actor=await auth.actor())
            with form_dialog(f"Storage of {home.name}") as dialog:
                text("p", "What is stored already stays, also when it is more than that.")
                own = str(home.storage_quota // _MEGABYTE) if home.has_own_quota else ""
                quota = ui.input("Megabytes", value=own).props("autofocus inputmode=numeric maxlength=12")
                quota.props["hint"] = f"Empty: {size_words(files.quota())}, as all others."

                async def save() -> None:
                    async with filling(storage_quota=quota):
                        wanted = StorageQuota(storage_quota=_bytes(quota.value or ""))
                        await self._save(home, wanted)
                        dialog.close()

                buttons(dialog, "Save", save)
                quota.on("keydown.enter", save)

    async def _save(self, home: OrganizationOverview, wanted: StorageQuota) -> None:
        self._show(await instance.set_quota(home.id, wanted, version=home.version, actor=await auth.actor()))
        frame.toast(f"{home.name} may store {size_words(files.quota(wanted.storage_quota))}.")


def _bytes(typed: str) -> int | None:
    plain = "".join(typed.split()).replace(",", "")
    if not plain:
        return None
    if not plain.isdecimal() or int(plain) * _MEGABYTE > instance.MOST_STORAGE:
        most = instance.MOST_STORAGE // _MEGABYTE
        raise Invalid(f"It must be a whole number of megabytes, at most {most:,}.", field="storage_quota")
    return int(plain) * _MEGABYTE
