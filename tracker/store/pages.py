"""The table of commit pages: every time that a web server was asked for a commit."""

from tracker.store.columns import Group, Index, array, moment, table, text

PAGE = table(
    "page",
    "Commit pages that web servers were asked for, and what they showed.",
    text("digits", "The digits of the commit that were asked for."),
    text("url", "What was asked; of a page that came, its own URL."),
    moment("fetched_at", "When."),
    text("state", "found, missing (the server does not know the commit) or failed."),
    text("why", "What went wrong, in a sentence; empty if nothing did."),
    text("commit_id", "The whole id; NULL unless the page was found, and so are those below.",
         null=True),
    array("parents", "The ids of its parents."),
    text("author_name", "Name of the author.", null=True),
    text("author_email", "Address of the author, lower case; empty if it is not shown.", null=True),
    moment("author_date", "The author's date.", null=True),
    text("committer_name", "Name of the committer.", null=True),
    text("committer_email", "Address of the committer, lower case.", null=True),
    moment("date", "The committer's date.", null=True),
    text("title", "The first paragraph of its message.", null=True),
    text("patch_id", "As git patch-id --stable gives it; empty for a merge, NULL if not known.",
         null=True),
    array("mentions", "What its message names: kind and value of each, in turn."),
    array("tags", "Tags that point right at it."),
    group=Group.FETCHED,
    since=7,
    key=("digits", "url", "fetched_at"),
    indexes=(Index(("digits", "fetched_at")),),
)  # fmt: skip

PAGES = (PAGE,)
