"""What people see: the table of all pages. Who may open them is asked by the guard, and again by each builder."""

from collections.abc import Awaitable, Callable

from ui.pages.accounts import sign_in, sign_up

ROUTES: dict[str, Callable[..., Awaitable[None]]] = {
    "/sign-in": sign_in.page,
    "/sign-up": sign_up.page,
}
