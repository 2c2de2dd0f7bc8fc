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

GIVEN_BY_NAME = frozenset({"kernel.org", "linux.dev", "linuxfoundation.org", "debian.org"})
"""Hosts that give addresses to people they know, under any word: ``krzk@kernel.org``."""
EMPLOYERS = frozenset({
    "amd.com", "amlogic.com", "analog.com", "arm.com", "baylibre.com", "bootlin.com",
    "broadcom.com", "bytedance.com", "canonical.com", "chromium.org", "cirrus.com",
    "collabora.com", "fb.com", "google.com", "hp.com", "hpe.com", "huawei.com", "ibm.com",
    "igalia.com", "imgtec.com", "intel.com", "kylinos.cn", "linaro.org", "loongson.cn",
    "marvell.com", "mediatek.com", "meta.com", "microchip.com", "microsoft.com", "nvidia.com",
    "nxp.com", "oracle.com", "pengutronix.de", "qualcomm.com", "quicinc.com", "realtek.com",
    "redhat.com", "renesas.com", "rivosinc.com", "rock-chips.com", "samsung.com", "sifive.com",
    "st.com", "starfivetech.com", "suse.com", "suse.cz", "suse.de", "ti.com", "uniontech.com",
    "vmware.com", "wdc.com", "xilinx.com", "zte.com.cn",
})  # fmt: skip
"""Companies whose addresses, and those of their sub-domains, only their own people have."""
