"""The tables of git repositories on this machine: commits and refs, as far as they were read."""

from functools import partial

from tracker.store.columns import Group, Index, blob, moment, number, table, text

_table = partial(table, group=Group.FETCHED, since=4)
_REPOSITORY = number("repository", "The repository.", parent="repository")

REPOSITORY = _table(
    "repository",
    "A git repository that commits are read from; it is never written to.",
    number("id", "The number other tables name it by."),
    text("path", "Its git directory."),
    text("shallow", "What tells a shallow history from another; empty for a whole one."),
    moment("read_at", "When it was last looked at.", null=True),
    key=("id",),
    unique=("path",),
)

REPO_REF = _table(
    "repo_ref",
    "The branches and tags of a repository when it was last read: how far it was read.",
    _REPOSITORY,
    text("name", "The full name, such as refs/heads/master."),
    text("commit_id", "The commit that it pointed at."),
    number("commit_number", "The number of that commit in repo_commit."),
    moment("date", "When the tag was made; of a branch, the date of its commit."),
    key=("repository", "name"),
)

REPO_COMMIT = _table(
    "repo_commit",
    "The commits of a repository, those too that no branch holds any more.",
    _REPOSITORY,
    number("number", "Its place: parents have smaller numbers than their children."),
    text("id", "The whole id."),
    number("parent", "The number of its first parent; NULL for none.", null=True),
    text("merged", "The numbers of its other parents, with spaces between."),
    text("author_name", "Name of the author."),
    text("author_email", "Address of the author, lower case."),
    moment("author_date", "The author's date: that of the mail, where git am applied one."),
    text("committer_name", "Name of the committer."),
    text("committer_email", "Address of the committer, lower case."),
    moment("date", "The committer's date."),
    text("title", "The first paragraph of its message."),
    text("title_key", "The title folded to lower-case words, to look it up by."),
    text("patch_id", "As git patch-id --stable gives it; empty for a merge, NULL if not known.",
         null=True),
    key=("repository", "number"),
    unique=("id", "repository"),
    indexes=(
        Index(("repository", "number", "parent", "merged")),
        Index(("author_date",)),
        Index(("title_key",)),
        Index(("patch_id",), "patch_id <> ''"),
    ),
)  # fmt: skip

REPO_MENTION = _table(
    "repo_mention",
    "What the message of a commit names: mails and other commits.",
    _REPOSITORY,
    number("commit_number", "The commit's number in repo_commit."),
    number("n", "Its place among them in the message, from 0."),
    text("kind", "link, message-id, closes, fixes, picked, upstream or reverts."),
    text("value", "A Message-ID, or the digits of a commit."),
    key=("repository", "commit_number", "n"),
    indexes=(Index(("value",)),),
)

REPO_GRAPH = table(
    "repo_graph",
    "Who is whose parent, packed: what repo_commit says in parent and merged, to be read at once.",
    _REPOSITORY,
    blob("firsts", "The first parent of each commit from number 1 on, 4 bytes each, least first;"
         " 0 for none."),
    blob("others", "Of each further parent the number of the merge and its own, 4 bytes each."),
    key=("repository",),
    group=Group.FETCHED,
    since=7,
)  # fmt: skip

REPO_PAST = table(
    "repo_past",
    "Where branches stood before they were rebuilt: linux-next is, every day.",
    _REPOSITORY,
    text("name", "The full name of the branch."),
    number("commit_number", "The number of the commit that it pointed at."),
    moment("seen", "When it was last known to stand there."),
    moment("gone", "When it was first seen to stand elsewhere."),
    key=("repository", "name", "gone"),
    group=Group.FETCHED,
    since=7,
)

READ = (REPO_GRAPH, REPO_PAST, REPO_MENTION, REPO_COMMIT, REPO_REF)
"""What is forgotten where a repository is read anew."""
REPOSITORIES = (REPOSITORY, REPO_REF, REPO_COMMIT, REPO_MENTION, REPO_GRAPH, REPO_PAST)
