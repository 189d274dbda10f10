"""The baseline for pushing: NiceGUI and one label on each page, under the options and the tuning that Atrium uses."""

from itertools import count

from fastapi import FastAPI
from nicegui import ui

from tests.bench.bare_route import serve

app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
_numbers = count(1)
_labels: list[ui.label] = []


@app.get("/health")
async def health() -> dict[str, int]:
    """Answer that it runs."""
    return {}


@app.post("/push")
async def push() -> dict[str, int]:
    """Show the next number on every page."""
    number = next(_numbers)
    for label in _labels:
        label.set_text(f"T={number}.")
    return {"number": number}


@ui.page("/")
async def page() -> None:
    """One label."""
    _labels.append(ui.label("T=0."))


ui.run_with(app, reconnect_timeout=30, binding_refresh_interval=None, gzip_middleware_factory=None, tailwind=False,
            show_welcome_message=False)  # fmt: skip

if __name__ == "__main__":
    serve(app)
