"""A team's mark."""

from domain.teams import Team
from ui.components.text import text


def badge(team: Team) -> None:
    """The beginning of the team's key, in a colour of its own."""
    text("span", team.key[:2]).classes("badge").style(f"--h:{team.id.int % 24 * 15}").props("aria-hidden=true")
