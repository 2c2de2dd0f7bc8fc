# SPDX-License-Identifier: GPL-2.0-or-later
"""URLs by what stands behind them: a mail, an issue, a tree, a commit, a patchwork."""

from tracker.mail.phrases.vocabulary import Vocabulary

LINK_URL = Vocabulary(
    r"(?:(?:https?|git|ftp|ssh)://|mid:(?=\S{1,250}@)|"
    r"(?<![\w./@-])(?:www\.|(?:lore|lkml|git|patchwork|bugzilla)\.kernel\.org/|lkml\.org/|"
    r"patch\.msgid\.link/|msgid\.link/|patchwork\.ozlabs\.org/|github\.com/|gitlab\.com/))"
    r"[^\s<>\"`|]{2,1000}",
    "https://lore.kernel.org/r/1@example.org",
    "lore.kernel.org",
)
COMMIT_URL = Vocabulary(
    r"(?:/commits?/(?:\?(?:[^#]{0,200}&)?id=)?|/c/|[?&;]id=|;h=|/-/commit/)([0-9a-f]{7,64})(?![0-9a-z])",
    "https://git.example.org/c/0123456789ab",
    "https://git.example.org/0123456789ab",
    case=True,
)
ANCHOR_OF_MAIL = Vocabulary(
    r"#m([0-9a-f]{40})$",
    "https://lore.kernel.org/all/1@example.org/T/#m0123456789abcdef0123456789abcdef01234567",
    "https://lore.kernel.org/all/1@example.org/T/#u",
    case=True,
)
"""The mail that a page of a whole thread is to be opened at."""
ARCHIVE_URL = Vocabulary(
    r"//(?:[\w.-]{1,100}\.)?(?:lore|lkml|patchwork|msgid)\.[\w.]+/",
    "https://lore.kernel.org/r/1",
    "https://git.kernel.org/r/1",
)

ISSUE_URL = Vocabulary(
    r"//(?:bugzilla|bugs|bugreports|bz|issues)\.[^/]{1,80}/(?!attachment)|show_bug\.cgi|//syzkaller\.|"
    r"//github\.com/[^/]{1,80}/[^/]{1,80}/(?:issues|discussions)/\d|"
    r"/-/(?:issues|work_items)/\d|/issues/\d|"
    r"//bugs\.launchpad\.net/|//crbug\.com/|//issuetracker\.google|//buganizer|//groups\.google\.com/g/syzkaller|"
    r"//lore\.kernel\.org/(?:oe-kbuild-all|syzkaller-bugs|oe-lkp|regressions)/",
    "https://bugzilla.kernel.org/show_bug.cgi?id=1",
    "https://lore.kernel.org/r/1",
)
TREE_URL_OF_SERVER = Vocabulary(
    r"^(?:git|ssh)://|//(?:[\w.-]{1,100}\.)?git\.[^/]{1,80}/|\.git(?:/|$|\?)|/-/(?:tree|blob|commits)/|"
    r"//(?:github|gitlab|codeberg|gitea|sourceforge|bitbucket)\.[^/]{1,60}/|//(?:[\w.-]{1,100}\.)?gitlab\.[^/]{1,60}/|"
    r"//git\.sr\.ht/|//(?:cgit|anongit|evilpiepirate)\.|//elixir\.bootlin\.com/|//android\.googlesource\.com/|"
    r"googlesource\.com/|/pub/scm/",
    "https://git.kernel.org/x/y",
    "https://lore.kernel.org/r/1",
)
PATCHWORK_URL = Vocabulary(
    r"//patchwork\.[^/]{1,80}/(?:project/[^/]{1,80}/(?:patch|cover|list/\?series=)|(?:patch|cover|series)/)|"
    r"//lore\.kernel\.org/patchwork/|//lkml\.kernel\.org/patchwork|/project/[^/]{1,80}/list/\?series=",
    "https://patchwork.example.org/project/widgets/patch/1/",
    "https://patchwork.example.org/",
)
MAIL_URL = Vocabulary(
    r"//(?:[\w.-]{1,100}\.)?(?:lkml\.org/lkml/|spinics\.net/|marc\.info/|mail-archive\.com/|lore\.kernel\.org/|"
    r"lkml\.kernel\.org/|msgid\.link/|lwn\.net/ml/|narkive\.|gmane\.org/|zulipchat\.com/)|"
    r"/pipermail/|/hyperkitty/|/archives?/list/|"
    r"//lists?\.[^/]{1,80}/|//listman\.|//lists\.gnu\.org/|//groups\.google\.com/",
    "https://lore.kernel.org/r/1",
    "https://git.example.org/r",
)
LIST_IN_URL = Vocabulary(
    r"//(?:lore|lkml)\.kernel\.org/([a-z0-9._-]{2,60})/[^/\s]|"
    r"//patchwork\.[^/]{1,80}/project/([a-z0-9._-]{2,60})/|/pipermail/([a-z0-9._-]{2,60})/|"
    r"/lists?/([a-z0-9._-]{2,60})(?:@[^/\s]{1,80})?/|[?&]l=([a-z0-9._-]{2,60})|"
    r"/archive/html/([a-z0-9._-]{2,60})/|//www\.mail-archive\.com/([a-z0-9._-]{2,60})@",
    "https://lore.kernel.org/widgets/1@example.org/",
    "https://lore.kernel.org/",
)

BARE_URL_LINE = Vocabulary(
    r"[ \t]{0,8}(https?://\S{4,900})[ \t]{0,8}$",
    "  https://example.org/x",
    "see https://example.org/x it",
    case=True,
)

INBOX_HOST = Vocabulary(
    r"(?:lore|inbox|public-inbox|lkml)\.|yhbt\.net|erol\.kernel\.org",
    "lore.kernel.org",
    "git.kernel.org",
    case=True,
)
LIST_NAME = Vocabulary(
    r"[a-z][a-z0-9]*(?:[-_.][a-z][a-z0-9]*)*",
    "linux-kernel",
    "-",
    case=True,
)
DOMAIN = Vocabulary(
    r"[A-Za-z0-9._\[\]:-]*[A-Za-z][A-Za-z0-9._\[\]:-]*",
    "example.org",
    "1",
    case=True,
)
ID_WITHOUT_AT = Vocabulary(
    r"(?=[^\s]*\d)[A-Za-z0-9][^\s@/]{15,}",
    "20250701.widget-example",
    "widget",
    case=True,
)
REPORT_LINKS = (
    Vocabulary(
        r"(?:[^:]{0,60}\b(?:PW link|run summary|full report|full log|results|details)\b[^:]{0,60}:"
        r"|\| Closes:|Sashiko AI review ·)[ \t]{0,10}(https?://\S{4,900})",
        "Full report: https://example.org/x",
        "see https://example.org/x",
    ),
    Vocabulary(
        r"(?:[^:]{0,60}\b(?:URL|see|more info\w{0,10}|report|summary)\b[^:]{0,60}:)[ \t]{0,10}"
        r"(https?://\S{4,900})",
        "URL: https://example.org/x",
        "at https://example.org/x",
    ),
)
"""A link that is named as what there is to see, the plainest names first."""

REPOSITORY_URL = Vocabulary(
    r"//(?:www\.)?(?:github|gitlab|codeberg)\.[a-z]{2,5}/[^/]{1,80}/(?P<forge>[^/?#]{1,80})|"
    r"/(?P<scm>[^/?#]{1,80}?)\.git(?:[/?#]|$)|//git\.[^/]{1,80}/(?:cgit/)?(?P<plain>[^/?#]{1,80})",
    "https://github.com/ada/widget",
    "https://example.org/widget",
)
WHOLE_REPOSITORY_URL = Vocabulary(
    r"^(?:https?|git|ssh)://[^/]{1,120}/(?:(?:[^/?#]{1,100}/){0,8}[^/?#]{1,100}\.git|"
    r"[^/?#]{1,80}/[^/?#]{1,80})/?$",
    "https://github.com/ada/widgets",
    "https://github.com/ada/widgets/tree/turn",
)
"""The page of a repository, and nothing in it: no branch, folder or commit."""
SOURCE_FILE_URL = Vocabulary(
    r"/(?:blob|raw|plain|actions|runs|wiki|commit|pull|releases)/|#[Ln]\d|"
    r"/tree/(?:main|master|HEAD|devel|next|[0-9a-f]{7,40}|v?\d[\w.-]{0,20})/.|"
    r"\.git/tree/[^?]|/source/|\.(?:[chS]|rst|md|txt|sh|py|rs|png|svg|jpe?g|gif)(?:[?#]|$)",
    "https://github.com/ada/widget/blob/main/x.c",
    "https://github.com/ada/widget",
)
"""A source file, a picture, a run of a test: no part of a change."""

PULL_REQUEST_FIELD = Vocabulary(
    r"^\W{0,3}(?:pull|merge)-request:\s",
    "pull-request: https://example.org/x",
    "the pull-request",
)
PULL_REQUEST_URL = Vocabulary(
    r"https?://[\w.-]{1,100}(?::\d{1,5})?/(?:[\w.-]{1,100}/){1,6}(?:-/)?"
    r"(?:pull|pulls|merge_requests)/\d{1,9}",
    "https://example.org/ada/widget/pulls/7",
    "https://example.org/ada/widget",
    case=True,
)
