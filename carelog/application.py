"""create_app: configure, connect, register, and refuse to start if a route is unguarded."""

from datetime import timedelta

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from carelog import access, begun_by, db, errors, i18n, logs, nav, receiving, web, witness
from carelog.accounts import signing_in
from carelog.assets import Assets
from carelog.htmx import htmx
from carelog.rooms import BLUEPRINTS, KEEP
from carelog.settings import Settings
from carelog.whitespace import Whitespace


class Unguarded(RuntimeError):
    """A route has no @needs."""


def build(settings: Settings | None = None) -> Flask:
    """The app, on the database its settings name. Raises SettingError, Unguarded."""
    told = settings or Settings.from_environment()
    app = Flask(__name__, static_folder=None)
    app.config.update(
        SESSION_COOKIE_NAME="carelog",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=told.secure,
        PERMANENT_SESSION_LIFETIME=timedelta(days=400),  # what browsers allow; our own session table ends them sooner
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_STREAMS=False,
    )
    app.jinja_env.add_extension(Whitespace)
    app.wsgi_app = web.only_whole(app.wsgi_app)  # type: ignore[method-assign]
    if told.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=told.trusted_proxies, x_proto=1)  # type: ignore[method-assign]
    use(app, told)
    for part in (logs, errors, i18n, signing_in, nav):
        part.install(app)
    web.install(app, told.secure)
    access.install(app)
    witness.install(app)
    Compress(app)
    htmx.init_app(app)
    Assets().install(app)
    receiving.install(app, KEEP)
    begun_by.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    with app.app_context():
        unguarded = access.unguarded()
    if unguarded:
        raise Unguarded(", ".join(unguarded))
    return app


def use(app: Flask, told: Settings) -> None:
    """The installation that the app serves: its database, what it signs with, and who remembers what it promised."""
    app.extensions["witness"] = witness.Witness(told.witness)
    keys = told.secret_keys
    app.config.update(SETTINGS=told, SECRET_KEY=keys[0], SECRET_KEY_FALLBACKS=list(keys[1:]))
    db.bind(told.database)
