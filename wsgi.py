"""The app for a WSGI server: `gunicorn wsgi:app`."""

from carelog import create_app

app = create_app()
