"""That somebody is not safe, or not sure of it, is a worry without any more words."""

from peewee import SqliteDatabase

from carelog.written_once import protect

SAYS = "seen <> '' OR said <> '' OR done <> '' OR safe_now <> 'yes'"
ON_POSTGRESQL = [
    "ALTER TABLE concern DROP CONSTRAINT concern_check",
    f"ALTER TABLE concern ADD CONSTRAINT concern_says CHECK ({SAYS})",
]
# SQLite cannot change a rule of a table: it is made anew. The old one takes its triggers along.
MADE_ANEW = (
    "CREATE TABLE concern (seq INTEGER NOT NULL PRIMARY KEY, seen TEXT NOT NULL, said TEXT NOT NULL, "
    "done TEXT NOT NULL, safe_now VARCHAR(255) NOT NULL, others TEXT NOT NULL, "
    "FOREIGN KEY (seq) REFERENCES journal (seq) ON DELETE RESTRICT, "
    f"CHECK (safe_now IN ('yes', 'no', 'not_sure')), CHECK ({SAYS}))"
)
ON_SQLITE = [
    "ALTER TABLE concern RENAME TO concern_before",
    MADE_ANEW,
    "INSERT INTO concern SELECT seq, seen, said, done, safe_now, others FROM concern_before",
    "DROP TABLE concern_before",
]


def up(_migrator, db):
    """Change the rule."""
    sqlite = isinstance(db, SqliteDatabase)
    for statement in [*ON_SQLITE, *protect("concern")] if sqlite else ON_POSTGRESQL:
        db.execute_sql(statement)
