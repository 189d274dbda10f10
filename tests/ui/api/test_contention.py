"""Two requests that hold what the other needs: the database ends one of them, and it is tried once more."""

import httpx
import pytest
from fastapi import APIRouter, FastAPI

from domain.errors import Contended
from ui.api import errors
from ui.api.routing import OpenRoute

AT_ONCE = Contended("Somebody else changed the same thing at the same moment.")


@pytest.mark.parametrize(("in_the_way", "status", "tries"), [(1, 200, 2), (5, 409, 2)])
async def test_what_others_were_in_the_way_of_is_tried_once_more(in_the_way: int, status: int, tries: int) -> None:
    called: list[int] = []
    router = APIRouter(route_class=OpenRoute, prefix="/tasks", tags=["tasks"])

    @router.get("")
    async def act() -> dict[str, str]:
        called.append(1)
        if len(called) <= in_the_way:
            raise AT_ONCE
        return {}

    app = FastAPI()
    errors.install(app)
    app.include_router(router)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://testserver") as http:
        answer = await http.get("/tasks")
    assert (answer.status_code, len(called)) == (status, tries)
