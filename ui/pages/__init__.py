"""What people see: the table of all pages. Who may open them is asked by the guard, and again by each builder."""

from collections.abc import Awaitable, Callable

from ui.pages.accounts import invitation, recovery, second_step, sign_in, sign_up
from ui.pages.admin import audit as admin_audit
from ui.pages.admin import health as admin_health
from ui.pages.admin import jobs as admin_jobs
from ui.pages.admin import mail as admin_mail
from ui.pages.admin import organizations as admin_organizations
from ui.pages.admin import people as admin_people
from ui.pages.assistant import chat
from ui.pages.dashboard import page as dashboard
from ui.pages.help import quick_add as help_quick_add
from ui.pages.notifications import page as inbox
from ui.pages.notifications import unsubscribe
from ui.pages.settings import page as settings
from ui.pages.tasks import importing as tasks_importing
from ui.pages.tasks import list as tasks_list
from ui.pages.tasks import trash as tasks_trash
from ui.pages.teams import overview, team

ROUTES: dict[str, Callable[..., Awaitable[None]]] = {
    "/sign-in": sign_in.page,
    "/sign-up": sign_up.page,
    "/second-step": second_step.page,
    "/verify-email": recovery.verify,
    "/forgot-password": recovery.forgot,
    "/reset-password": recovery.reset,
    "/invitation": invitation.invitation,
    "/join": invitation.join,
    "/": dashboard.page,
    "/teams": overview.page,
    "/teams/{team_id}": team.page,
    "/chat": chat.page,
    "/chat/{conversation_id}": chat.page,
    "/settings": settings.page,
    "/help/quick-add": help_quick_add.page,
    "/tasks": tasks_list.page,
    "/tasks/import": tasks_importing.page,
    "/board": tasks_list.board,
    "/trash": tasks_trash.page,
    "/notifications": inbox.page,
    "/unsubscribe": unsubscribe.page,
    "/admin": admin_organizations.page,
    "/admin/people": admin_people.page,
    "/admin/health": admin_health.page,
    "/admin/audit": admin_audit.page,
    "/admin/jobs": admin_jobs.page,
    "/admin/mail": admin_mail.page,
}
