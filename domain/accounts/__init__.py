"""People and how they prove who they are.

Verbs: sign_up, sign_in, sign_out, is_first_run · person_of_session, sessions_of, end_session, end_other_sessions,
renew, is_renewed ·
issue_tokens, sign_up_tokens, refresh, revoke, person_of_access_token, person_acting · create_token, tokens_of,
delete_token, check_scope · edit_profile, change_password, set_password, set_picture, remove_picture,
pictures_of · cards, people_of_organization, person_of_organization, add_colleague, set_status, set_role, remove,
restore, removed_people ·
delete_account, keep_account · check_link, verify_email, ask_verification, ask_password_reset, reset_password.
Second steps: finish_sign_in, finish_sign_in_with_passkey · two_factor_of, begin_two_factor, confirm_two_factor,
new_recovery_codes, turn_off_two_factor · passkeys_of, begin_passkey, add_passkey, rename_passkey, remove_passkey,
ask_for_passkey, sign_in_with_passkey.
Providers: providers, send_to_provider, send_to_connect, send_to_confirm, return_from_provider · identities_of,
disconnect.
Before what is sensitive: require_recent(session) raises NotRecent unless one of confirm_with_password,
confirm_with_code, confirm_with_passkey, or a sign-in, was lately.
Asked by doors for every event of a page: is_standing, touch, look_again.
Signals: session.ended, person.joined, person.updated, person.pictured, person.deactivated.
"""

from domain.accounts.acting import person_acting
from domain.accounts.colleagues import add_colleague
from domain.accounts.deletion import delete_account, keep_account
from domain.accounts.directory import (
    administer,
    can_administer,
    cards,
    people_of_organization,
    person_of_organization,
    set_role,
    set_status,
)
from domain.accounts.identities import Identity, Returned, disconnect, identities_of, return_from_provider
from domain.accounts.inputs import NewColleague, ProfileChanges, SignUp
from domain.accounts.links import check_link
from domain.accounts.passkey_sign_in import (
    ask_for_own_passkey,
    ask_for_passkey,
    ask_for_passkey_of_ticket,
    confirm_with_passkey,
    finish_sign_in_with_passkey,
    sign_in_with_passkey,
)
from domain.accounts.passkeys import (
    Passkey,
    add_passkey,
    begin_passkey,
    passkeys_of,
    remove_passkey,
    rename_passkey,
)
from domain.accounts.people import Person, PersonCard, Removed
from domain.accounts.personal_tokens import NewlyMade, NewPersonalToken, check_scope, create_token, delete_token
from domain.accounts.picture import pictures_of, remove_picture, set_picture
from domain.accounts.profile import change_password, edit_profile, set_password
from domain.accounts.provider_visits import send_to_confirm, send_to_connect, send_to_provider
from domain.accounts.providers import ProviderCard, providers
from domain.accounts.recent import confirm_with_code, confirm_with_password, is_recent, require_recent
from domain.accounts.removal import remove, removed_people, restore
from domain.accounts.renewal import renew
from domain.accounts.reset import ask_password_reset, reset_password
from domain.accounts.scopes import FEATURES, SCOPES, Feature
from domain.accounts.second_step import finish_sign_in, person_of_ticket
from domain.accounts.session import Device, Session, SignedIn, Tokens
from domain.accounts.sessions import (
    end_other_sessions,
    end_session,
    is_renewed,
    is_standing,
    look_again,
    person_of_session,
    sessions_of,
    sign_out,
    tokens_of,
    touch,
)
from domain.accounts.sign_in import sign_in
from domain.accounts.sign_up import is_first_run, sign_up
from domain.accounts.tokens import issue_tokens, person_of_access_token, refresh, revoke, sign_up_tokens
from domain.accounts.totp import NewAuthenticator
from domain.accounts.two_factor import (
    TwoFactor,
    begin_two_factor,
    confirm_two_factor,
    new_recovery_codes,
    turn_off_two_factor,
    two_factor_of,
)
from domain.accounts.verification import ask_verification, verify_email

__all__ = [
    "FEATURES",
    "SCOPES",
    "Device",
    "Feature",
    "Identity",
    "NewAuthenticator",
    "NewColleague",
    "NewPersonalToken",
    "NewlyMade",
    "Passkey",
    "Person",
    "PersonCard",
    "ProfileChanges",
    "ProviderCard",
    "Removed",
    "Returned",
    "Session",
    "SignUp",
    "SignedIn",
    "Tokens",
    "TwoFactor",
    "add_colleague",
    "add_passkey",
    "administer",
    "ask_for_own_passkey",
    "ask_for_passkey",
    "ask_for_passkey_of_ticket",
    "ask_password_reset",
    "ask_verification",
    "begin_passkey",
    "begin_two_factor",
    "can_administer",
    "cards",
    "change_password",
    "check_link",
    "check_scope",
    "confirm_two_factor",
    "confirm_with_code",
    "confirm_with_passkey",
    "confirm_with_password",
    "create_token",
    "delete_account",
    "delete_token",
    "disconnect",
    "edit_profile",
    "end_other_sessions",
    "end_session",
    "finish_sign_in",
    "finish_sign_in_with_passkey",
    "identities_of",
    "is_first_run",
    "is_recent",
    "is_renewed",
    "is_standing",
    "issue_tokens",
    "keep_account",
    "look_again",
    "new_recovery_codes",
    "passkeys_of",
    "people_of_organization",
    "person_acting",
    "person_of_access_token",
    "person_of_organization",
    "person_of_session",
    "person_of_ticket",
    "pictures_of",
    "providers",
    "refresh",
    "remove",
    "remove_passkey",
    "remove_picture",
    "removed_people",
    "rename_passkey",
    "renew",
    "require_recent",
    "reset_password",
    "restore",
    "return_from_provider",
    "revoke",
    "send_to_confirm",
    "send_to_connect",
    "send_to_provider",
    "sessions_of",
    "set_password",
    "set_picture",
    "set_role",
    "set_status",
    "sign_in",
    "sign_in_with_passkey",
    "sign_out",
    "sign_up",
    "sign_up_tokens",
    "tokens_of",
    "touch",
    "turn_off_two_factor",
    "two_factor_of",
    "verify_email",
]
