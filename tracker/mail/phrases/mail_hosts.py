# SPDX-License-Identifier: GPL-2.0-or-later
"""Hosts that give anybody an address: two people there have nothing in common."""

OPEN_HOSTS = frozenset({
    "126.com", "163.com", "aol.com", "disroot.org", "fastmail.com", "fastmail.fm", "foxmail.com",
    "gmail.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.com", "icloud.com", "live.com",
    "mail.ru", "mailbox.org", "me.com", "outlook.com", "pm.me", "posteo.de", "posteo.net",
    "proton.me", "protonmail.com", "qq.com", "riseup.net", "sina.com", "tutanota.com", "web.de",
    "yahoo.com", "yandex.com", "yandex.ru", "yeah.net", "zoho.com",
})  # fmt: skip
"""Mail services open to everybody."""
