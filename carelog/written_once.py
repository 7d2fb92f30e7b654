"""What makes the database itself refuse to change or delete what was written once.

`protect` gives a migration its triggers; `missing_protection` is asked at start-up and by /healthz.
"""

from carelog.db import database, is_sqlite
from carelog.journal import Body, BodyPart


def protect(table: str, key: str = "seq", *, erasable: bool = True) -> list[str]:
    """SQL that makes a table write-once. For migrations. `key` is the column an erasure row would name."""
    return _protect_sqlite(table, key, erasable) if is_sqlite() else _protect_postgres(table, key, erasable)


def trigger_names(table: str) -> set[str]:
    """What `protect` leaves behind on the database that is bound."""
    kinds = ("update", "delete") if is_sqlite() else ("update", "delete", "truncate")
    return {f"{table}_no_{kind}" for kind in kinds}


def write_once_tables() -> list[str]:
    """The journal, the erasures and every body, wherever it is defined."""
    todo, names = [Body, BodyPart], {"journal", "erasure"}
    while todo:
        for kind in todo.pop().__subclasses__():
            names.add(kind._meta.table_name)
            todo.append(kind)
    return sorted(names)


def missing_protection() -> list[str]:
    """Tables whose triggers are gone or switched off, and "recursive_triggers" if SQLite would let REPLACE through."""
    if is_sqlite():
        rows = database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    else:
        rows = database.execute_sql("SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal")
    there = {name for (name,) in rows.fetchall()}
    missing = [table for table in write_once_tables() if not trigger_names(table) <= there]
    if is_sqlite() and not database.execute_sql("PRAGMA recursive_triggers").fetchone()[0]:
        missing.append("recursive_triggers")
    return missing


def _protect_sqlite(table: str, key: str, erasable: bool) -> list[str]:
    named = f"WHEN NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.seq = OLD.{key})" if erasable else ""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is written once'); END"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {named} {refuse}",
    ]


def _protect_postgres(table: str, key: str, erasable: bool) -> list[str]:
    named = (
        f"IF EXISTS (SELECT 1 FROM erasure WHERE erasure.seq = OLD.{key}) THEN RETURN OLD; END IF;" if erasable else ""
    )
    refuse = f"RAISE EXCEPTION '{table} is written once' USING ERRCODE = 'integrity_constraint_violation'"
    never = f"EXECUTE FUNCTION {table}_written_once()"
    return [
        f"CREATE FUNCTION {table}_written_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse}; END $$",
        f"CREATE FUNCTION {table}_may_go() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {named} {refuse}; END $$",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW {never}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_may_go()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} {never}",
    ]
