"""The installation as a whole, for those who run it: they are people like others, with `is_instance_admin`.

Verbs: organizations, organization, set_quota · people, person, administer · health. `can_run` says who may, `check`
refuses all others. What people work on is no part of it: nobody sees a task here that is not theirs. Jobs, mails and
the audit log are features of their own.
"""

from domain.instance.account import Account, AccountChanges
from domain.instance.administering import administer
from domain.instance.condition import Health, Loop
from domain.instance.directory import people, person
from domain.instance.health import health
from domain.instance.organizations import OrganizationOverview, organization, organizations
from domain.instance.quota import MOST_STORAGE, StorageQuota, set_quota
from domain.running import can_run, check

__all__ = [
    "MOST_STORAGE",
    "Account",
    "AccountChanges",
    "Health",
    "Loop",
    "OrganizationOverview",
    "StorageQuota",
    "administer",
    "can_run",
    "check",
    "health",
    "organization",
    "organizations",
    "people",
    "person",
    "set_quota",
]
