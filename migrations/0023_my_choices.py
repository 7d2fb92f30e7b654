"""How a person wants their pages to be, and codes that sign their own tablet in."""

from peewee import AutoField, CharField, Check, ForeignKeyField, Model

COLUMNS = [
    "ALTER TABLE sign_in_link ADD COLUMN kind TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE sign_in_link ADD COLUMN made_on_id INTEGER REFERENCES session (id)",
]


def up(_migrator, db):
    """Make the table, and widen the links."""

    class Person(Model):
        class Meta:
            database = db
            table_name = "person"

    class MyChoices(Model):
        id = AutoField()
        person = ForeignKeyField(Person, unique=True)
        text_size = CharField()
        words = CharField()
        shown = CharField()
        contrast = CharField()
        reading = CharField()

        class Meta:
            database = db
            table_name = "my_choices"
            constraints = [
                Check("text_size IN ('large', 'larger', 'largest')"),
                Check("words IN ('easy', 'ordinary')"),
                Check("shown IN ('both', 'pictures', 'words')"),
                Check("contrast IN ('usual', 'strong')"),
                Check("reading IN ('asked', 'by_itself')"),
            ]

    db.create_tables([MyChoices])
    for statement in COLUMNS:
        db.execute_sql(statement)
