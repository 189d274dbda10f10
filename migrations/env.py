"""Alembic's entry: always on a connection that `persistence.migrate` opened, in its transaction."""

from alembic import context

from persistence.models import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, compare_type=True, compare_server_default=True)
with context.begin_transaction():
    context.run_migrations()
