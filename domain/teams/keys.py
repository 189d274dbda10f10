"""The short keys of teams, as in LAUNCH-42."""

import re
import unicodedata

from domain.errors import Invalid
from domain.teams.team import NewTeam
from persistence.queries import teams as queries
from persistence.session import Session


def suggest(name: str) -> str:
    """A key of two to six capital letters and digits made from a name: "Product launch" gives PL, "Launch" LAUNCH."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    words = re.findall(r"[A-Z0-9]+", plain)
    letters = "".join(w[0] for w in words) if len(words) > 1 else "".join(words)
    letters = re.sub(r"^[0-9]+", "", letters)[:6]
    return letters if len(letters) > 1 else "TEAM"


async def free_key(session: Session, form: NewTeam) -> str:
    """The wished key, or one made from the name that no team of the organisation has yet.

    Raises Invalid when the wished key is taken.
    """
    wish = form.key or suggest(form.name)
    taken = await queries.taken_keys(session, wish)
    if wish not in taken:
        return wish
    if form.key:
        raise Invalid(f"The key {form.key} is taken by another team.", field="key")
    stem = wish[:6]
    return next(key for n in range(2, 10_000) if (key := f"{stem}{n}") not in taken)
