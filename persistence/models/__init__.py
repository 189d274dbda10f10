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
from persistence.models.comments import CommentEditRow, CommentReactionRow, CommentRow, ReminderRow, TaskWatcherRow
from persistence.models.exchange import TaskFeedRow, TaskImportRow
from persistence.models.files import DataExportRow, FileRow
from persistence.models.invitations import InvitationRow, JoinLinkRow
from persistence.models.limits import ColumnLimitRow
from persistence.models.mail import EmailTokenRow, MailRow
from persistence.models.notifications import NotificationCursorRow, NotificationPreferencesRow, NotificationRow
from persistence.models.records import ActivityRow, AuditRow, IdempotencyKeyRow, OpenKeyRow
from persistence.models.relations import TaskKeyRow, TaskRelationRow
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
    "ColumnLimitRow",
    "CommentEditRow",
    "CommentReactionRow",
    "CommentRow",
    "ConversationRow",
    "CredentialRow",
    "DataExportRow",
    "EmailTokenRow",
    "FileRow",
    "HalfSignInRow",
    "IdempotencyKeyRow",
    "IdentityRow",
    "InvitationRow",
    "JoinLinkRow",
    "MailRow",
    "MessageRow",
    "NotificationCursorRow",
    "NotificationPreferencesRow",
    "NotificationRow",
    "OpenKeyRow",
    "OrganizationRow",
    "PasskeyRow",
    "PersonRow",
    "ProposalRow",
    "ProviderVisitRow",
    "RecoveryCodeRow",
    "RefreshTokenRow",
    "ReminderRow",
    "SavedViewRow",
    "SessionRow",
    "TaskAssigneeRow",
    "TaskChangeRow",
    "TaskFeedRow",
    "TaskImportRow",
    "TaskKeyRow",
    "TaskRelationRow",
    "TaskRow",
    "TaskShareRow",
    "TaskWatcherRow",
    "TeamMemberRow",
    "TeamRow",
    "ThrottleRow",
    "ViewFavouriteRow",
    "metadata",
]
