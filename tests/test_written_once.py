"""The database itself refuses to change or delete what was written once, whoever asks and however."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from peewee import IntegrityError

from carelog import clock, db, server, written_once
from carelog.journal import Author, Change, Erasure, Event
from carelog.people.information_needs import InformationCheck, InformationNeeds, Needs
from carelog.records.concern import Concern, ConcernStep, SafeNow, Step
from carelog.records.feedback import Feedback, FeedbackStep, Sort
from carelog.records.feedback import Step as Done
from carelog.records.good_for_me import Company, GoodForMe
from carelog.records.kept_back import Entry, KeptBack, What
from carelog.records.kept_record import KeptSettlement
from carelog.records.mark import Mark
from carelog.records.thanks import Thanks
from carelog.weeks.importance import Importance
from carelog.weeks.item import Item
from carelog.weeks.item_picture import ItemPicture
from carelog.weeks.perfect_week import latest
from carelog.weeks.time_away import TimeAway, Why
from tests import cast, conversations
from tests.everywhere import a_kept_record
from tests.recording import own_records
from tests.reviews import agreeing, reviewing

sqlite_only = pytest.mark.parametrize("db_kind", ["sqlite"], indirect=True)
postgresql_only = pytest.mark.parametrize("db_kind", ["postgresql"], indirect=True)


@pytest.fixture
def full(app: Flask) -> Flask:
    """The cast, with at least one row in every table that is written once."""
    margaret = cast.person(cast.MARGARET)
    week = latest(margaret)
    assert week is not None
    item_id = next(planned.item_id for planned in week.items if planned.details.flexible)
    sam = Author(cast.user("sam").id, "worker")
    Mark.record(margaret, item_id, cast.TODAY, 1, sam, labels={"ordinary", "health", "intimate", "money"})
    Importance.say(margaret, Item.get_by_id(item_id), to=True, for_=False, author=sam)
    ItemPicture.choose(margaret, item_id, "waving-hand", sam)
    own_records(cast.MARGARET, sam)
    GoodForMe.record(
        margaret, (item_id, cast.TODAY, 1), Company.MEMBER, Author(cast.user("margaret").id, "self"),
        labels={"ordinary", "health", "intimate", "money"}, companions=[sam.user_id, None],
    )  # fmt: skip
    hers = Author(cast.user("margaret").id, "self")
    KeptBack.decide(margaret, Entry(What.CHANCE, key=(item_id, cast.TODAY, 1)), hers, kept=True)
    TimeAway.record(margaret, cast.TODAY, None, Why.FAMILY, sam)
    worry = Concern.record(margaret, sam, safe_now=SafeNow.NO, seen="A bruise", named=[cast.user("aled").id])
    ConcernStep.take(margaret, worry.seq, Step.ACKNOWLEDGED, sam)
    told = Feedback.record(margaret, sam, Sort.COMPLIMENT, "Kind people")
    FeedbackStep.take(margaret, told.seq, Done.ACKNOWLEDGED, sam)
    Thanks.record(margaret, sam, "Thank you")
    needs = InformationNeeds.record(margaret, Needs(ways=("speaking",)), sam)
    InformationCheck.record(margaret, sam, seen=needs.id)
    agreeing.one_of_each(margaret)
    conversations.one_of_each(margaret, sam, Author(cast.user("aled").id, "coordinator"))
    reviewing.one_of_each(margaret, sam, Author(cast.user("aled").id, "coordinator"))
    kept = a_kept_record(margaret)
    KeptSettlement.create(event=kept, about=kept, written="", why="It was nothing.")
    name(1)
    return app


def name(seq: int) -> None:
    """Decide to erase that event."""
    Erasure.create(seq=seq, reason="the person asked", decided_by=None, decided_at=clock.now())


def sql(statement: str) -> list[tuple[Any, ...]]:
    """Say it to the database as it is, past every model; what it answers."""
    cursor = db.database.execute_sql(statement)
    return list(cursor.fetchall()) if cursor.description else []


def held() -> dict[str, list[tuple[Any, ...]]]:
    """Everything that was written once."""
    return {table: sql(f"SELECT * FROM {table} ORDER BY 1") for table in written_once.write_once_tables()}


def refused(statement: Callable[[str], str]) -> None:
    """The statement fails on each table that is written once, and nothing in any of them changes."""
    before = held()
    for table, rows in before.items():
        assert rows, f"{table} has nothing that could be changed"
        with pytest.raises(IntegrityError, match="is written once"), db.database.atomic():
            db.database.execute_sql(statement(table))
    assert held() == before


@pytest.mark.usefixtures("full")
def test_nothing_that_was_written_once_can_be_changed() -> None:
    key = {"erasure": "reason"}
    refused(lambda table: f"UPDATE {table} SET {key.get(table, 'seq')} = {key.get(table, 'seq')}")


@pytest.mark.usefixtures("full")
def test_nothing_that_was_written_once_can_be_deleted() -> None:
    refused(lambda table: f"DELETE FROM {table} WHERE seq <> 1 OR '{table}' = 'erasure'")


@sqlite_only
@pytest.mark.usefixtures("full")
def test_nothing_that_was_written_once_can_be_replaced() -> None:
    refused(lambda table: f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} ORDER BY 1 DESC")
    refused(lambda table: f"UPDATE OR REPLACE {table} SET seq = seq")


@postgresql_only
@pytest.mark.usefixtures("full")
def test_nothing_that_was_written_once_can_be_overwritten_by_inserting() -> None:
    keys = {
        "planned_item": "id",
        "concern_named": "id",
        "log_present": "id",
        "also_there": "id",
        "erasure": "id",
        "photo_pixels": "id",
        "thanks_to": "id",
        "action_because": "id",
        "perspective_pin": "id",
        "conversation_invited": "id",
        "review_because": "id",
    }

    def overwrite(table: str) -> str:
        key = keys.get(table, "seq")
        return f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT ({key}) DO UPDATE SET {key} = EXCLUDED.{key}"

    refused(overwrite)


@postgresql_only
@pytest.mark.usefixtures("full")
def test_nothing_that_was_written_once_can_be_truncated() -> None:
    refused(lambda table: f"TRUNCATE {table} CASCADE")
    before = held()
    for table in ("item", "person", "membership"):  # the bodies refer to these
        with pytest.raises(IntegrityError, match="is written once"), db.database.atomic():
            sql(f"TRUNCATE {table} CASCADE")
    assert held() == before


@pytest.mark.usefixtures("full")
def test_the_models_cannot_change_or_delete_it_either() -> None:
    event = Event.select().order_by(Event.seq.desc()).get()
    event.role = "manager"
    before = held()
    with pytest.raises(IntegrityError), db.database.atomic():
        event.save()
    with pytest.raises(IntegrityError), db.database.atomic():
        event.delete_instance(recursive=True)
    assert held() == before


@pytest.mark.usefixtures("app")
def test_what_an_erasure_names_can_be_deleted_with_its_words_and_nothing_else() -> None:
    erased, kept = (change.seq for change in Change.select().order_by(Change.event).limit(2))
    name(erased)
    for table in ("change", "journal"):
        with pytest.raises(IntegrityError), db.database.atomic():
            sql(f"DELETE FROM {table} WHERE seq = {kept}")
        with pytest.raises(IntegrityError), db.database.atomic():
            sql(f"UPDATE {table} SET seq = {kept + 10**6} WHERE seq = {erased}")
        sql(f"DELETE FROM {table} WHERE seq = {erased}")
    assert not Event.select().where(Event.seq == erased).exists()
    assert Event.select().where(Event.seq == kept).exists()


@pytest.mark.usefixtures("app")
def test_an_event_cannot_be_erased_without_its_words() -> None:
    seq = Change.select().order_by(Change.event).get().seq
    name(seq)
    with pytest.raises(IntegrityError), db.database.atomic():
        sql(f"DELETE FROM journal WHERE seq = {seq}")


@pytest.mark.usefixtures("app")
def test_the_number_of_an_erased_event_never_comes_again() -> None:
    newest = Event.select().order_by(Event.seq.desc()).get()
    name(newest.seq)
    sql(f"DELETE FROM {Change._meta.table_name} WHERE seq = {newest.seq}")
    for body in written_once.write_once_tables():
        if body not in ("journal", "erasure"):
            sql(f"DELETE FROM {body} WHERE seq = {newest.seq}")
    sql(f"DELETE FROM journal WHERE seq = {newest.seq}")
    margaret, aled = cast.person(cast.MARGARET), Author(cast.user("aled").id, "coordinator")
    margaret.change({"phone": "01632 960199"}, aled)
    assert Event.select().order_by(Event.seq.desc()).get().seq > newest.seq


@pytest.mark.usefixtures("app")
def test_an_erasure_cannot_be_erased() -> None:
    name(7)
    name(Erasure.get().id)  # were the number taken for an event's
    with pytest.raises(IntegrityError), db.database.atomic():
        sql("DELETE FROM erasure")


@pytest.mark.usefixtures("app")
def test_an_event_is_erased_once() -> None:
    name(1)
    with pytest.raises(IntegrityError), db.database.atomic():
        name(1)


@pytest.mark.usefixtures("app")
def test_every_table_of_words_is_protected() -> None:
    assert {"journal", "erasure", "change", "mark", "perfect_week", "planned_item", "sharing"} <= set(
        written_once.write_once_tables()
    )
    assert written_once.missing_protection() == []


@sqlite_only
@pytest.mark.usefixtures("app")
def test_a_dropped_trigger_is_noticed_on_sqlite() -> None:
    for table in written_once.write_once_tables():
        for trigger in sorted(written_once.trigger_names(table)):
            with db.database.atomic() as transaction:
                sql(f"DROP TRIGGER {trigger}")
                assert written_once.missing_protection() == [table]
                transaction.rollback()
    assert written_once.missing_protection() == []


@postgresql_only
@pytest.mark.usefixtures("app")
def test_a_dropped_or_disabled_trigger_is_noticed_on_postgresql() -> None:
    for table in written_once.write_once_tables():
        for trigger in sorted(written_once.trigger_names(table)):
            for without in (f"DROP TRIGGER {trigger} ON {table}", f"ALTER TABLE {table} DISABLE TRIGGER {trigger}"):
                with db.database.atomic() as transaction:
                    sql(without)
                    assert written_once.missing_protection() == [table]
                    transaction.rollback()


@sqlite_only
@pytest.mark.usefixtures("app")
def test_a_connection_that_would_let_replace_through_is_noticed() -> None:
    sql("PRAGMA recursive_triggers = 0")
    assert written_once.missing_protection() == ["recursive_triggers"]


def test_nothing_is_served_without_protection(app: Flask) -> None:
    settings = app.config["SETTINGS"]
    assert server.reason_not_to_serve(settings) is None
    on_table = "" if db.is_sqlite() else " ON mark"
    sql(f"DROP TRIGGER mark_no_update{on_table}")
    assert "mark" in str(server.reason_not_to_serve(settings))


@sqlite_only
def test_no_server_gets_an_app_without_protection(app: Flask) -> None:
    settings = app.config["SETTINGS"]
    assert server.checked_app(settings).config["SETTINGS"] == settings
    with db.connected():
        sql("DROP TRIGGER mark_no_update")
    with pytest.raises(server.NotToBeServed, match="mark"):
        server.checked_app(settings)
