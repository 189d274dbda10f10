"""What journeys stand on. `base_url` is named here because pytest-playwright's own would win over a plugin's."""

from tests.journeys.visitors import contexts, visit
from tests.servers import base_url

__all__ = ["base_url", "contexts", "visit"]
