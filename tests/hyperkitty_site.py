# SPDX-License-Identifier: GPL-2.0-or-later
"""Run HyperKitty 1.3 over mboxes, in one process and in memory; prints its port, then serves.

``python hyperkitty_site.py LIST=MBOX...``, with a Python that has HyperKitty and
``django-allauth[socialaccount]``. The settings are those of HyperKitty's own tests, without
providers of logins and without a search index.
"""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from wsgiref.simple_server import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    """A handler that logs nothing."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


def set_up() -> None:
    """Configure Django and make the tables."""
    known = vars(import_module("hyperkitty.tests.settings_test"))
    chosen = {name: value for name, value in known.items() if name.isupper()}
    apps = known["INSTALLED_APPS"]
    chosen |= {
        "ALLOWED_HOSTS": ["*"],
        "DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        "HAYSTACK_CONNECTIONS": {
            "default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}
        },
        "INSTALLED_APPS": [one for one in apps if "providers" not in one and "fedora" not in one],
        "LOGGING_CONFIG": None,
        "WSGI_APPLICATION": None,
    }
    import_module("django.conf").settings.configure(**chosen)
    import_module("django").setup()
    import_module("django.core.management").call_command("migrate", verbosity=0)


def main() -> None:
    """Import every list, then answer until the process is ended."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        set_up()
        call = import_module("django.core.management").call_command
        for word in sys.argv[1:]:
            name, _, place = word.partition("=")
            call("hyperkitty_import", place, list_address=name, verbosity=0)
    application = import_module("django.core.wsgi").get_wsgi_application()
    with make_server("127.0.0.1", 0, application, handler_class=Quiet) as server:
        print(server.server_port, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
