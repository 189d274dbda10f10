"""The wall before every door: pure ASGI, because only that sees sockets too. NiceGUI itself asks nobody who they are.

From the outside in: compression · headers and the nonce · host names · proxies · limits of bodies · sessions of pages
· Origin and Sec-Fetch-Site · the owner of a NiceGUI page. A layer decides by `scope["path"]`, never by a URL.
"""

from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp

from ui.guard.bodies import Bodies
from ui.guard.clients import Clients
from ui.guard.headers import Headers
from ui.guard.hosts import Hosts
from ui.guard.origins import Origins
from ui.guard.page_sessions import PageSessions
from ui.guard.proxies import Proxies
from ui.guard.sockets import harden


def wrap(app: ASGIApp) -> ASGIApp:
    """The application behind all layers; also hardens what NiceGUI does with the events of its sockets."""
    harden()
    for layer in (Clients, Origins, PageSessions, Bodies, Proxies, Hosts, Headers):
        app = layer(app)
    plain = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/octet-stream")  # downloads: parts of them are asked for
    return GZipMiddleware(app, minimum_size=1000, compresslevel=5, exclude_content_types=plain)
