# SPDX-License-Identifier: GPL-2.0-or-later
"""Write every page that differs from its file, and name it."""

from tools.pages import DOCS, PAGES

for name, make in PAGES.items():
    text = make()
    file = DOCS / name
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")
        print(f"docs/{name}")
