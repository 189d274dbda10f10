"""Pages without NiceGUI: what is shown when there is no page, or no way to build it. Never the text of an exception."""

from html import escape

from starlette.responses import HTMLResponse

from ui import static_files

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
{head}<title>{title} · Atrium</title><style>
:root {{ color-scheme: light dark }}
body {{ margin: 0; min-height: 100vh; display: grid; place-items: center; background: #fbfbfa; color: #1d1d1f;
  font: 15px/1.5 Inter, system-ui, sans-serif }}
@font-face {{ font-family: Inter; font-weight: 100 900; src: url("{font}") format("woff2") }}
main {{ max-width: 26rem; padding: 2rem; text-align: center }}
h1 {{ font-size: 1.25rem; font-weight: 600; margin: 0 0 .25rem }}
p {{ margin: 0 0 1.25rem; color: #6b6b70 }}
a {{ color: #fff; background: #4f5bd5; padding: 0 1rem; border-radius: 8px; text-decoration: none;
  display: inline-block; line-height: 44px; font-weight: 500 }}
@media (prefers-color-scheme: dark) {{ body {{ background: #0f1011; color: #ececee }} p {{ color: #9a9aa2 }} }}
</style></head><body><main><h1>{title}</h1><p>{text}</p><a href="{way_out}">{label}</a></main></body></html>"""


def page(status: int, title: str, text: str, *, way_out: str = "/", label: str = "Go to the start") -> HTMLResponse:
    """A whole page with one sentence and one way out. A 503 asks again by itself."""
    away = status == 503
    content = _PAGE.format(
        title=escape(title),
        text=escape(text),
        way_out=escape(way_out),
        label=escape(label),
        font=static_files.url("inter-latin-wght-normal.woff2"),
        head='<meta http-equiv="refresh" content="3">' if away else "",
    )
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "2"} if away else {})
    return HTMLResponse(content, status, headers=headers)


def not_found() -> HTMLResponse:
    """Nothing at this address."""
    return page(404, "There is nothing here", "The address may be mistyped, or what was here is gone.")


def broken() -> HTMLResponse:
    """Our mistake; the log has the rest."""
    return page(
        500,
        "Something went wrong",
        "It was our mistake and it was noted. Nothing of yours was changed.",
        way_out="",
        label="Try again",
    )


def away() -> HTMLResponse:
    """The database does not answer."""
    return page(
        503,
        "One moment, please",
        "The database cannot be reached just now. This page tries again by itself.",
        way_out="",
        label="Try again",
    )
