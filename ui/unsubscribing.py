"""The link under every notification mail: a POST ends mails of its kind, without signing in. Opening it asks first.

Mail programs send the POST by themselves when somebody clicks their "unsubscribe" (RFC 8058).
"""

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from domain import notifications
from domain.errors import AtriumError
from ui import plain

router = APIRouter(include_in_schema=False)
PATH = "/unsubscribe"
_LONGEST = 300


@router.post(PATH)
async def unsubscribe(request: Request) -> Response:
    """End mails of the kind that the token names."""
    token = request.query_params.get("token", "")[:_LONGEST]
    try:
        await notifications.unsubscribe(token)
    except AtriumError as error:
        return plain.page(404, "This link does not work", error.message)
    return RedirectResponse(f"{PATH}?{urlencode({'token': token, 'done': 'yes'})}", 303)
