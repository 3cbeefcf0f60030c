"""Responses, their items and events."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "responses",
        sa.Column("id", sa.String(80), primary_key=True),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("used_at", sa.Float, nullable=False),
        sa.Column("previous_id", sa.String(80)),
        sa.Column("background", sa.Boolean, nullable=False),
        sa.Column("streamed", sa.Boolean, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("resource", sa.Text, nullable=False),
        sa.Column("holder", sa.String(64)),
        sa.Column("lease_until", sa.Float),
    )
    op.create_index("responses_by_status", "responses", ["status", "lease_until"])
    op.create_index("responses_by_use", "responses", ["used_at"])
    op.create_table(
        "items",
        sa.Column("response_id", sa.String(80), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("is_output", sa.Boolean, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], ondelete="CASCADE"),
    )
    op.create_index("items_by_id", "items", ["id"])
    op.create_table(
        "events",
        sa.Column("response_id", sa.String(80), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], ondelete="CASCADE"),
    )


def downgrade() -> None:
    for table in ("events", "items", "responses"):
        op.drop_table(table)
