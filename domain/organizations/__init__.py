"""Organisations: what people belong to.

Verbs: my_organization, organization. Types: Organization.
"""

from domain.organizations.organization import Organization, my_organization, organization

__all__ = ["Organization", "my_organization", "organization"]
