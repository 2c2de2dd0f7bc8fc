# SPDX-License-Identifier: GPL-2.0-or-later
"""Hosts that give anybody an address: two people there have nothing in common."""

from tracker.mail.phrases.vocabulary import Vocabulary

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
LIST_HOST = Vocabulary(
    r"@(?:vger\.[a-z0-9.-]+|lists\.[a-z0-9.-]+|[a-z0-9.-]*googlegroups\.com)$",
    "ltp@lists.linux.it",
    "ada@example.org",
    case=True,
)
"""Hosts where every address is a list: none is a person's."""
BRIDGE = Vocabulary(
    r"^(?:gitgitgadget|(?:dmarc-)?no-?reply|do-?not-?reply|notifications?|mailman|patchbot|"
    r"mailer|devnull|git-?bridge|github|gitlab|forge)(?:[+.-][^@]*)?@",
    "noreply@example.org",
    "nora@example.org",
    case=True,
)
"""Addresses that send what other people wrote."""
MACHINES: tuple[tuple[str, str], ...] = (
    (r"patchwork-bot\+[\w.+-]{1,60}@kernel\.org", "patchwork-bot"),
    (r"tip-bot2@linutronix\.de|tip-bot@zytor\.com|tipbot@zytor\.com", "tip-bot"),
    (r"pr-tracker-bot@kernel\.org", "pr-tracker-bot"),
    (r"noreply@github\.com", "github"),
    (r"gitlab@(?:mg\.gitlab\.com|gitlab\.freedesktop\.org|salsa\.debian\.org)", "gitlab"),
    (r"bluez\.test\.bot@gmail\.com", "bluez-test-bot"),
    (r"lkp@intel\.com|rong\.a\.chen@intel\.com", "lkp"),
    (r"bot@kernelci\.org", "kernelci"),
    (r"bot\+bpf-ci@kernel\.org", "bpf-ci"),
    (r"kernel-ci@[\w.-]{1,100}|ci_notify@linaro\.org", "ci"),
    (r"cki-project@redhat\.com", "cki"),
    (r"patchwork@emeril\.freedesktop\.org", "freedesktop-ci"),
    (r"no-reply@patchew\.org", "patchew"),
    (r"builds@sr\.ht", "builds.sr.ht"),
    (r"bugzilla-daemon@(?:bugzilla\.)?kernel\.org", "bugzilla"),
    (r"sashiko-bot@kernel\.org", "sashiko"),
    (r"kuba\+netdev-[\w-]{1,40}@kernel\.org", "netdev-ci"),
    (r"devicetree-bot@kernel\.org", "devicetree-bot"),
    (r"syzbot(?:\+[0-9a-z]{1,60})?@syzkaller\.appspotmail\.com", "syzbot"),
    (r"syzkaller[\w-]{0,40}@googlegroups\.com", "syzbot"),
)
"""A machine's whole address -> what the machine is called. A look-alike on another host is some
machine, and none of these: only an exact address is believed to speak for its machine."""
MACHINE = Vocabulary(
    "|".join(f"(?P<m{n}>{one})" for n, (one, _) in enumerate(MACHINES)),
    "lkp@intel.com",
    "ada@intel.com",
    case=True,
)
BOT_NAME = Vocabulary(
    r"\b(?:test )?(?:ro)?bot\b|\bkbuild\b|\bbuildbot\b|\bpatchwork\b|\b(?-i:CI)$",
    "kernel test robot",
    "Robert Author",
)
BOT_ADDRESS = Vocabulary(
    r"(?:^|[.+_-])(?:ro)?bot2?(?:$|[.+_-])|^(?:zuul|buildbot|jenkins)(?:$|[.+_-])",
    "patchwork-bot+widgets",
    "abbott",
    case=True,
)
"""In the part before the ``@``: ``patchwork-bot+widgets``, ``0day-robot``."""
LIST_ADDRESS = Vocabulary(
    r"@(?:vger\.[a-z0-9.-]+|lists\.[a-z0-9.-]+|[a-z0-9.-]*googlegroups\.com|"
    r"nongnu\.org|sourceware\.org|alsa-project\.org)$|"
    r"^linux-[a-z0-9-]+@kvack\.org$|^(?:groff|[a-z0-9]+-[a-z0-9-]+)@gnu\.org$",
    "linux-mm@kvack.org",
    "ada@gnu.org",
    case=True,
)
"""Where lists live. Hosts whose addresses are people's are none: linuxfoundation.org and
freedesktop.org keep their lists on ``lists.`` hosts; of kvack.org and gnu.org, where people have
addresses too, only the lists are told."""
TEAM_NAME = Vocabulary(
    r"\b(?:team|maintainers|mailing ?list|reviewers|patches)\b\s*\Z",
    "Example Kernel Team",
    "Team Lead Mia",
)
TEAM_ADDRESS = Vocabulary(
    r"\A(?:(?:[\w.+]{1,40}-){0,3}(?:team|patches|upstream|maintainers?)|[\d.]{8,60}-[\w.-]{1,80})@",
    "kernel-team@example.org",
    "mia.team@example.org",
)
"""Addresses of several people; or no address at all: a Message-ID that stands in Cc."""
