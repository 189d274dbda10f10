"""Letting people into an organisation: by e-mail, with a role and perhaps into a team; or by a link for several.

For admins: invite, resend, cancel, invitation, invitations_of, statistics · make_link, revoke_link, join_links.
For whoever has the secret: offer, accept_as_new, accept · join_offer, join_as_new, join.
Signals: invitation.sent, .resent, .cancelled, .accepted, join_link.made, join_link.revoked.
"""

from domain.invitations.accepting import accept, accept_as_new, offer
from domain.invitations.invitation import (
    STATUSES,
    Invitation,
    Joiner,
    JoinLink,
    JoinOffer,
    Newcomer,
    NewInvitation,
    NewJoinLink,
    Offer,
    Role,
    Statistics,
    Status,
    Token,
)
from domain.invitations.links import join, join_as_new, join_offer, make_link, revoke_link
from domain.invitations.reading import invitation, invitations_of, join_links, statistics
from domain.invitations.sending import cancel, invite, resend

__all__ = [
    "STATUSES",
    "Invitation",
    "JoinLink",
    "JoinOffer",
    "Joiner",
    "NewInvitation",
    "NewJoinLink",
    "Newcomer",
    "Offer",
    "Role",
    "Statistics",
    "Status",
    "Token",
    "accept",
    "accept_as_new",
    "cancel",
    "invitation",
    "invitations_of",
    "invite",
    "join",
    "join_as_new",
    "join_links",
    "join_offer",
    "make_link",
    "offer",
    "resend",
    "revoke_link",
    "statistics",
]
