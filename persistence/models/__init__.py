"""The tables. Importing this package registers all of them."""

from persistence.models.accounts import (
    CredentialRow,
    OrganizationRow,
    PersonRow,
    RefreshTokenRow,
    SessionRow,
    ThrottleRow,
)
from persistence.models.assistant import ConversationRow, MessageRow, ProposalRow
from persistence.models.base import metadata
from persistence.models.invitations import InvitationRow, JoinLinkRow
from persistence.models.mail import EmailTokenRow, MailRow
from persistence.models.records import ActivityRow, AuditRow, IdempotencyKeyRow
from persistence.models.sign_in import (
    AuthenticatorRow,
    ChallengeRow,
    HalfSignInRow,
    IdentityRow,
    PasskeyRow,
    ProviderVisitRow,
    RecoveryCodeRow,
)
from persistence.models.tasks import TaskAssigneeRow, TaskChangeRow, TaskRow, TaskShareRow
from persistence.models.teams import TeamMemberRow, TeamRow
from persistence.models.views import SavedViewRow, ViewFavouriteRow

__all__ = [
    "ActivityRow",
    "AuditRow",
    "AuthenticatorRow",
    "ChallengeRow",
    "ConversationRow",
    "CredentialRow",
    "EmailTokenRow",
    "HalfSignInRow",
    "IdempotencyKeyRow",
    "IdentityRow",
    "InvitationRow",
    "JoinLinkRow",
    "MailRow",
    "MessageRow",
    "OrganizationRow",
    "PasskeyRow",
    "PersonRow",
    "ProposalRow",
    "ProviderVisitRow",
    "RecoveryCodeRow",
    "RefreshTokenRow",
    "SavedViewRow",
    "SessionRow",
    "TaskAssigneeRow",
    "TaskChangeRow",
    "TaskRow",
    "TaskShareRow",
    "TeamMemberRow",
    "TeamRow",
    "ThrottleRow",
    "ViewFavouriteRow",
    "metadata",
]
