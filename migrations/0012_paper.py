"""How a person wants things written down; and whose writing it was, where somebody else typed it in."""

WAYS = "('', 'with_me', 'after', 'on_paper')"
COLUMNS = [
    f"ALTER TABLE person ADD COLUMN written_down VARCHAR(255) NOT NULL DEFAULT '' CHECK (written_down IN {WAYS})",
    "ALTER TABLE mark ADD COLUMN written_by TEXT NOT NULL DEFAULT ''",
]


def up(_migrator, db):
    """Widen the person and the mark."""
    for statement in COLUMNS:
        db.execute_sql(statement)
