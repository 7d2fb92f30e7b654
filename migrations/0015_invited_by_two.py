"""Who agreed to an invitation that takes two."""

APART = "agreed_by_id <> made_by_id AND agreed_by_id <> accepted_by_id"
BOTH = "(agreed IS NULL) = (agreed_by_id IS NULL)"
COLUMNS = [
    "ALTER TABLE invitation ADD COLUMN agreed TIMESTAMP",
    f'ALTER TABLE invitation ADD COLUMN agreed_by_id INTEGER REFERENCES "user" (id) CHECK ({APART}) CHECK ({BOTH})',
]


def up(_migrator, db):
    """Widen the invitation."""
    for statement in COLUMNS:
        db.execute_sql(statement)
