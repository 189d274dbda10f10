"""Our own static files, under an address that changes with their content, so browsers may keep them for ever."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(__file__).parent / "static"


@cache
def _fingerprint() -> str:
    content = sha256()
    for file in sorted(FOLDER.rglob("*")):
        if file.is_file():
            content.update(file.name.encode() + file.read_bytes())
    return content.hexdigest()[:12]


def prefix() -> str:
    """Under which all of them are."""
    return f"/static/{_fingerprint()}"


def url(name: str) -> str:
    """The address of one of them, as in `url("app.css")`."""
    return f"{prefix()}/{name}"


class Files(StaticFiles):
    """Under the changing address browsers may keep them for a year; under the plain one they ask each time."""

    def __init__(self, *, kept: bool) -> None:
        super().__init__(directory=FOLDER)
        self._cache = "public, max-age=31536000, immutable" if kept else "no-cache"

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with how long it may be kept."""
        response = await super().get_response(path, scope)
        if response.status_code in (200, 304):
            response.headers["Cache-Control"] = self._cache
        return response
