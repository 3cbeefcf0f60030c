"""Alembic's entry: the connection is given by serve_app/store/database.py."""

from alembic import context

from serve_app.store.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
