"""When the installation's epoch began, and how many records waited on a phone when it was last heard from."""

COLUMNS = [
    "ALTER TABLE installation ADD COLUMN epoch_began TIMESTAMP",
    "ALTER TABLE session ADD COLUMN waiting INTEGER CHECK (waiting >= 0)",
    "ALTER TABLE session ADD COLUMN waiting_since TIMESTAMP",
    "ALTER TABLE session ADD COLUMN waiting_told_at TIMESTAMP",
]


def up(_migrator, db):
    """Widen the installation and the session."""
    for statement in COLUMNS:
        db.execute_sql(statement)
