"""The app for another WSGI server: `gunicorn wsgi:app`. It refuses what `carelog serve` refuses."""

from carelog.server import checked_app

app = checked_app()
