"""People and how they prove who they are.

Verbs: sign_up, sign_in, sign_out, is_first_run · person_of_session, sessions_of, end_session, end_other_sessions ·
issue_tokens, sign_up_tokens, refresh, revoke, person_of_access_token, person_acting · edit_profile, change_password,
set_picture, remove_picture, pictures_of · cards,
people_of_organization, add_colleague, set_status, set_role · verify_email, ask_verification, ask_password_reset,
reset_password.
Asked by doors for every event of a page: is_standing, touch, look_again.
Signals: session.ended, person.updated, person.pictured, person.deactivated.
"""

from domain.accounts.acting import person_acting
from domain.accounts.colleagues import add_colleague
from domain.accounts.directory import administer, can_administer, cards, people_of_organization, set_role, set_status
from domain.accounts.inputs import NewColleague, ProfileChanges, SignUp
from domain.accounts.people import Person, PersonCard
from domain.accounts.picture import pictures_of, remove_picture, set_picture
from domain.accounts.profile import change_password, edit_profile
from domain.accounts.reset import ask_password_reset, reset_password
from domain.accounts.session import Device, Session, SignedIn, Tokens
from domain.accounts.sessions import (
    end_other_sessions,
    end_session,
    is_standing,
    look_again,
    person_of_session,
    sessions_of,
    sign_out,
    touch,
)
from domain.accounts.sign_in import sign_in
from domain.accounts.sign_up import is_first_run, sign_up
from domain.accounts.tokens import issue_tokens, person_of_access_token, refresh, revoke, sign_up_tokens
from domain.accounts.verification import ask_verification, verify_email

__all__ = [
    "Device",
    "NewColleague",
    "Person",
    "PersonCard",
    "ProfileChanges",
    "Session",
    "SignUp",
    "SignedIn",
    "Tokens",
    "add_colleague",
    "administer",
    "ask_password_reset",
    "ask_verification",
    "can_administer",
    "cards",
    "change_password",
    "edit_profile",
    "end_other_sessions",
    "end_session",
    "is_first_run",
    "is_standing",
    "issue_tokens",
    "look_again",
    "people_of_organization",
    "person_acting",
    "person_of_access_token",
    "person_of_session",
    "pictures_of",
    "refresh",
    "remove_picture",
    "reset_password",
    "revoke",
    "sessions_of",
    "set_picture",
    "set_role",
    "set_status",
    "sign_in",
    "sign_out",
    "sign_up",
    "sign_up_tokens",
    "touch",
    "verify_email",
]
