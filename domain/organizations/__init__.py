"""Organisations: what people belong to.

Verbs: my_organization. Types: Organization.
"""

from domain.organizations.organization import Organization, my_organization

__all__ = ["Organization", "my_organization"]
