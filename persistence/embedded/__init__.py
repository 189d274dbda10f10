"""The PostgreSQL that comes along: made, started, watched and stopped by Atrium itself."""

from persistence.embedded.errors import EmbeddedError, InUse
from persistence.embedded.server import Embedded

__all__ = ["Embedded", "EmbeddedError", "InUse"]
