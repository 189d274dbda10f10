"""Organisations: what people belong to.

Verbs: my_organization, card · edit, set_logo, remove_logo · statistics. Signals: organization.updated.

| | its admins | its members | everybody who is signed in |
| --- | --- | --- | --- |
| see the card: name, logo, description, industry, city, website | yes | yes | yes |
| see how many people it has, since when it is here | yes | yes | |
| edit details and logo, see the statistics | yes | | |
"""

from domain.organizations.details import edit, remove_logo, set_logo
from domain.organizations.inputs import OrganizationChanges
from domain.organizations.organization import Organization, OrganizationCard, card, my_organization
from domain.organizations.statistics import OrganizationStatistics, statistics

__all__ = [
    "Organization",
    "OrganizationCard",
    "OrganizationChanges",
    "OrganizationStatistics",
    "card",
    "edit",
    "my_organization",
    "remove_logo",
    "set_logo",
    "statistics",
]
