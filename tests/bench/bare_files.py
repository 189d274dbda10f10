"""The baseline for files: a form that Starlette reads into a temporary file and copies, and a FileResponse of it."""

import asyncio
import os
import shutil
import tempfile
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.responses import FileResponse

from tests.bench.bare_route import nothing, serve

app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
app.get("/health")(nothing)
_folder = tempfile.TemporaryDirectory(prefix="atrium-bare-")
_FILE = Path(_folder.name) / "file"


@app.post("/file")
async def take(request: Request) -> dict[str, int]:
    """Keep the file that is sent, on the disk."""
    async with request.form() as form:
        sent = form["file"]
        if isinstance(sent, str):
            return {}
        await asyncio.to_thread(_keep, sent.file)
    return {}


def _keep(source: object) -> None:
    with _FILE.open("wb") as out:
        shutil.copyfileobj(source, out, 1_048_576)  # type: ignore[misc]
        out.flush()
        os.fsync(out.fileno())


@app.get("/file")
async def give() -> FileResponse:
    """The file that was sent last."""
    return FileResponse(_FILE)


if __name__ == "__main__":
    serve(app)
