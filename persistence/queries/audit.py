"""The audit log is only ever added to. Who may read which entries is the database's policy."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from persistence.models import AuditRow
from persistence.session import Session

_WHERE = """(%(action)s::text is null or a.action = %(action)s or a.action like %(action)s || '.%%')
  and (%(actor_id)s::uuid is null or a.actor_id = %(actor_id)s)
  and (%(object_id)s::uuid is null or a.object_id = %(object_id)s)
  and (%(since)s::timestamptz is null or a.at >= %(since)s) and (%(until)s::timestamptz is null or a.at < %(until)s)
  and (%(like)s::text is null or a.action ilike %(like)s or a.address ilike %(like)s or a.object_kind ilike %(like)s
    or a.details::text ilike %(like)s)"""
PAGE = f"""
select x.*, coalesce((select c.name from app.person_cards(array[x.actor_id]) c), '') as actor_name,
  coalesce(case x.object_kind when 'person' then (select c.name from app.person_cards(array[x.object_id]) c)
    when 'organization' then (select o.name from app.organization_card(x.object_id) o) end, '') as object_name from (
  select a.seq, a.at, a.actor_id, a.action, a.object_kind, a.object_id, a.address, a.details,
    encode(a.hash, 'hex') as hash
  from audit_log a where a.seq is not null and {_WHERE} and (%(before)s::bigint is null or a.seq < %(before)s)
  order by a.seq desc limit %(limit)s) x
order by x.seq desc
"""
COUNT = f"select count(*) as total from (select from audit_log a where {_WHERE} limit 10000) x"

# for verifying, as the owner: a.* would not do, because what was hashed is text
CHAIN = """
select seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_id, organization_id, action,
  object_kind, object_id, address, details::text as details, concerned_organization_id, previous, hash
from audit_log order by seq nulls last, id
"""


def add(
    session: Session,
    action: str,
    *,
    actor_id: UUID | None,
    object_kind: str,
    object_id: UUID | None,
    address: str,
    details: Mapping[str, Any],
) -> None:
    """Add one entry to the audit log, in this transaction."""
    entry = AuditRow(action=action, actor_id=actor_id, object_kind=object_kind, object_id=object_id, address=address)
    entry.details = dict(details)
    session.add(entry)
