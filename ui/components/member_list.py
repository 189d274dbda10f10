"""People in rows: the members of a team, the people of an organisation. One element, however many rows."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass, field
from uuid import UUID

from ui.components.asking import Answer, Asking, id_in


@dataclass(frozen=True, slots=True)
class Act:
    """Something that may be done to one person: a small button at the end of the row."""

    name: str
    label: str
    icon: str


@dataclass(frozen=True, slots=True)
class Row:
    """One person. `can_role` lets the role be changed in place; `off` greys the row."""

    id: str
    name: str
    note: str
    role: str
    role_word: str
    tag: str = ""
    can_role: bool = False
    off: bool = False
    acts: list[Act] = field(default_factory=list)


class MemberList(Asking, component="member_list.js", dependencies=["task_words.js"]):
    """Rows of people. A changed role shows at once; when `on_role` is through, the rows say what holds."""

    def __init__(
        self,
        *,
        label: str,
        roles: Sequence[tuple[str, str]],
        on_role: Callable[[UUID, str], Awaitable[None]],
        on_act: Callable[[UUID, str], Awaitable[None]],
        find: bool = True,
    ) -> None:
        super().__init__()
        self._props["label"] = label
        self._props["roles"] = list(roles)
        self._props["rows"] = []
        self._props["find"] = find  # long lists can be searched here, unless the page does it

        async def change(asked: Answer) -> None:
            await on_role(id_in(asked), str(asked.get("role")))

        async def act(asked: Answer) -> None:
            await on_act(id_in(asked), str(asked.get("act")))

        self.on_ask("role", change)
        self.on_ask("act", act)

    def show(self, rows: list[Row]) -> None:
        """Show these rows instead."""
        self._props["rows"] = [asdict(row) for row in rows]
        self.update()
