PRAGMA application_id = 1953655666;
PRAGMA user_version = 18;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'tracker','m001_fetched','2026-11-29 15:01:48.732881+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'tracker','m002_derived','2026-11-29 15:01:48.733375+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'tracker','m003_said','2026-11-29 15:01:48.733661+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'tracker','m004_repositories','2026-11-29 15:01:48.734062+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'tracker','m005_words','2026-11-29 15:01:48.734297+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'tracker','m006_board','2026-11-29 15:01:48.739401+00:00');
INSERT INTO "_sqlite_migrations" VALUES(7,'tracker','m007_pages','2026-11-29 15:01:48.739782+00:00');
INSERT INTO "_sqlite_migrations" VALUES(8,'tracker','m008_arrivals','2026-11-29 15:01:48.740929+00:00');
INSERT INTO "_sqlite_migrations" VALUES(9,'tracker','m009_verdicts','2026-11-29 15:01:48.741182+00:00');
INSERT INTO "_sqlite_migrations" VALUES(10,'tracker','m010_delivered','2026-11-29 15:01:48.741639+00:00');
INSERT INTO "_sqlite_migrations" VALUES(11,'tracker','m011_board_checks','2026-11-29 15:01:48.742320+00:00');
INSERT INTO "_sqlite_migrations" VALUES(12,'tracker','m012_posters','2026-11-29 15:01:48.747209+00:00');
INSERT INTO "_sqlite_migrations" VALUES(13,'tracker','m013_dates','2026-11-29 15:01:48.747693+00:00');
INSERT INTO "_sqlite_migrations" VALUES(14,'tracker','m014_labels','2026-11-29 15:01:48.747914+00:00');
INSERT INTO "_sqlite_migrations" VALUES(15,'tracker','m015_sums','2026-11-29 15:01:48.748905+00:00');
INSERT INTO "_sqlite_migrations" VALUES(16,'tracker','m016_text','2026-11-29 15:01:48.749279+00:00');
INSERT INTO "_sqlite_migrations" VALUES(17,'tracker','m017_outside','2026-11-29 15:01:48.749614+00:00');
INSERT INTO "_sqlite_migrations" VALUES(18,'tracker','m018_addressed','2026-11-29 15:01:48.750102+00:00');
CREATE TABLE archive ( -- A place that raw mail is read from.
  "id" INTEGER NOT NULL, -- The number other tables name it by.
  "kind" TEXT NOT NULL, -- git, mbox, maildir, eml, thread (of a server) or stdin.
  "path" TEXT NOT NULL, -- The file or folder; for a thread the address of its server.
  "url" TEXT, -- Where its messages can be seen on the web, before the Message-ID.
  "cursor" TEXT, -- How far it was read, in the words of its source.
  "read_at" INTEGER, -- When it was last read. In seconds since 1970, UTC.
  PRIMARY KEY ("id"),
  UNIQUE ("kind", "path")
) STRICT;
INSERT INTO "archive" VALUES(1,'eml','/mail/mails',NULL,NULL,1795964509);
CREATE TABLE board_commit ( -- Commits that a series names, or that its patches became.
  "commit_id" TEXT NOT NULL, -- The first twelve digits.
  "number" INTEGER NOT NULL REFERENCES board_row ON DELETE CASCADE, -- The series.
  PRIMARY KEY ("commit_id", "number")
) STRICT, WITHOUT ROWID;
INSERT INTO "board_commit" VALUES('0123456789ab',1);
INSERT INTO "board_commit" VALUES('89abcdef0123',1);
CREATE TABLE board_due ( -- Stored mails that were read anew since the board was last looked over.
  "message_id" TEXT NOT NULL, -- The mail.
  PRIMARY KEY ("message_id")
) STRICT, WITHOUT ROWID;
CREATE TABLE board_look ( -- Which series were looked at to judge which.
  "looked_at" INTEGER NOT NULL REFERENCES board_row ON DELETE CASCADE, -- The series looked at.
  "number" INTEGER NOT NULL REFERENCES board_row ON DELETE CASCADE, -- The series.
  PRIMARY KEY ("looked_at", "number")
) STRICT, WITHOUT ROWID;
INSERT INTO "board_look" VALUES(2,1);
INSERT INTO "board_look" VALUES(1,2);
CREATE TABLE board_person ( -- Who has to do with a series.
  "who" INTEGER NOT NULL REFERENCES board_who ON DELETE CASCADE, -- The person.
  "role" TEXT NOT NULL, -- author, turn (who is to move), involved, reviewer or maintainer.
  "number" INTEGER NOT NULL REFERENCES board_row ON DELETE CASCADE, -- The series.
  PRIMARY KEY ("who", "role", "number")
) STRICT, WITHOUT ROWID;
INSERT INTO "board_person" VALUES(1,'author',1);
INSERT INTO "board_person" VALUES(1,'involved',1);
INSERT INTO "board_person" VALUES(2,'involved',1);
INSERT INTO "board_person" VALUES(3,'involved',1);
INSERT INTO "board_person" VALUES(1,'author',2);
INSERT INTO "board_person" VALUES(1,'involved',2);
CREATE TABLE board_record ( -- What the board shows.
  "number" INTEGER NOT NULL REFERENCES board_row ON DELETE CASCADE, -- The series.
  "record" TEXT NOT NULL, "sum" INTEGER, -- The row, packed. A JSON array.
  PRIMARY KEY ("number")
) STRICT;
INSERT INTO "board_record" VALUES(1,'{"id":"20250106-widgets-v1-0-0123456789ab@example.org","title":"make widgets better","author":{"name":"Ada Author","email":"ada@example.org"},"lists":["widgets@lists.example.org"],"project":null,"stage":"applied","turn":{"side":"nobody","since":1736676000,"reasons":["it was applied"]},"last_activity":1736676000,"revisions":[{"version":1,"label":"","message_id":"20250106-widgets-v1-0-0123456789ab@example.org","date":1736157600,"expected":2,"patches":["20250106-widgets-v1-1-0123456789ab@example.org","20250106-widgets-v1-2-0123456789ab@example.org"]},{"version":2,"label":"v2","message_id":"20250110-widgets-v2-0-0123456789ab@example.org","date":1736503200,"expected":2,"patches":["20250110-widgets-v2-1-0123456789ab@example.org","20250110-widgets-v2-2-0123456789ab@example.org"]}],"reviewed":0,"open_questions":0,"blocked":false,"summary":"Both patches of v2 were applied 2025-01-12 to widgets.git (main).","stage_since":1736676000,"landed":[{"rung":"tree","tree":"widgets.git","branch":"main","date":1736676000}],"related":1,"involved":[{"name":"Ada Author","email":"ada@example.org"},{"name":"Rex Reviewer","email":"rex@example.org"},{"name":"Mia Maintainer","email":"mia@example.org"}],"last_other":1736676000}',1603245838);
INSERT INTO "board_record" VALUES(2,'{"id":"20250120-gadgets-v1-1-ba9876543210@example.org","title":"gadget: use the better widgets","author":{"name":"Ada Author","email":"ada@example.org"},"lists":["widgets@lists.example.org"],"project":null,"stage":"new","turn":{"side":"reviewers","since":1737367200,"reasons":["nobody has answered yet"]},"last_activity":1737367200,"revisions":[{"version":1,"label":"","message_id":"20250120-gadgets-v1-1-ba9876543210@example.org","date":1737367200,"expected":1,"patches":["20250120-gadgets-v1-1-ba9876543210@example.org"]}],"reviewed":0,"open_questions":0,"blocked":false,"summary":"v1 is new (posted 2025-01-20), without an answer; it waits for reviewers since 2025-01-20.","stage_since":1737367200,"facts":{"stalled":true},"related":1,"involved":[{"name":"Ada Author","email":"ada@example.org"}]}',1264400411);
CREATE TABLE board_row ( -- What the board counts and sorts series by.
  "number" INTEGER NOT NULL, -- The number other tables of the board name it by; a series keeps it.
  "series" TEXT NOT NULL, -- Id of the series.
  "shown" INTEGER NOT NULL, -- 1 if it was judged, and something of it had been sent.
  "stale" INTEGER NOT NULL, -- The round in which it was found to be stale; 0 for a row that is true.
  "mark" TEXT NOT NULL, -- The mark of the series that it was judged from; empty before.
  "judged" INTEGER NOT NULL, -- When it was judged. In seconds since 1970, UTC.
  "stage" TEXT NOT NULL, -- The stage of the series.
  "side" TEXT NOT NULL, -- Whose turn it is: author, reviewers, maintainer, dependency or nobody.
  "turn_since" INTEGER, -- Since when. In seconds since 1970, UTC.
  "last_activity" INTEGER NOT NULL, -- When the last mail of it was sent. In seconds since 1970, UTC.
  "landed_at" INTEGER, -- When it last reached a rung of the ladder. In seconds since 1970, UTC.
  "version" INTEGER NOT NULL, -- The number of its newest version.
  "rfc" INTEGER NOT NULL, -- 1 if the newest version is an RFC.
  "resend" INTEGER NOT NULL, -- 1 if the newest version is a resend.
  "pull" INTEGER NOT NULL, -- 1 if it is a pull request.
  "blocked" INTEGER NOT NULL, -- 1 if it is open, and needs something that has not landed.
  "reviewed" INTEGER NOT NULL, -- How many people gave the newest version a Reviewed-by.
  "acked" INTEGER NOT NULL, -- How many gave an Acked-by.
  "tested" INTEGER NOT NULL, -- How many gave a Tested-by.
  "nacked" INTEGER NOT NULL, "newest" INTEGER, "failing" INTEGER, -- How many gave a Nacked-by.
  PRIMARY KEY ("number"),
  UNIQUE ("series")
) STRICT;
INSERT INTO "board_row" VALUES(1,'20250106-widgets-v1-0-0123456789ab@example.org',1,0,'a517a1cf08e98ff562',1795964511,'applied','nobody',1736676000,1736676000,1736676000,2,0,0,0,0,0,0,0,0,9,0);
INSERT INTO "board_row" VALUES(2,'20250120-gadgets-v1-1-ba9876543210@example.org',1,0,'0f31e0ee0bb80bd9dd',1795964511,'new','reviewers',1737367200,1737367200,NULL,1,0,0,0,0,0,0,0,0,10,0);
CREATE TABLE board_state ( -- What the board was made from when it was last looked over.
  "name" TEXT NOT NULL, -- message, series, pages, commits, said, rules, repositories, saved or round.
  "value" TEXT NOT NULL, -- Its value then.
  PRIMARY KEY ("name")
) STRICT, WITHOUT ROWID;
INSERT INTO "board_state" VALUES('appliers by list','{"": ["small"]}');
INSERT INTO "board_state" VALUES('commits','[]');
INSERT INTO "board_state" VALUES('drawn_from','f8ba6e11');
INSERT INTO "board_state" VALUES('message','11');
INSERT INTO "board_state" VALUES('pages','0 0');
INSERT INTO "board_state" VALUES('repositories','');
INSERT INTO "board_state" VALUES('round','2');
INSERT INTO "board_state" VALUES('rules','1 1 1 0badcafe');
INSERT INTO "board_state" VALUES('said','[["20250120-gadgets-v1-1-ba9876543210@example.org", "follows", "20250110-widgets-v2-0-0123456789ab@example.org"]]');
INSERT INTO "board_state" VALUES('saved','1');
INSERT INTO "board_state" VALUES('series','1');
CREATE TABLE board_text ( -- What the board searches: casefolded, one value a line.
  "number" INTEGER NOT NULL REFERENCES board_row ON DELETE CASCADE, -- The series.
  "words" TEXT NOT NULL, -- Title, author, lists and project.
  "title" TEXT NOT NULL, -- The title.
  "author" TEXT NOT NULL, -- The author's name, or address; what it is sorted by.
  "list" TEXT NOT NULL, -- The list it is for; what it is sorted by.
  "lists" TEXT NOT NULL, -- Addresses of its lists.
  "project" TEXT NOT NULL, -- Its project; may be empty.
  "trees" TEXT NOT NULL, -- The trees it is in.
  "landed" TEXT NOT NULL, -- The rungs it reached, and releases, each between two line ends.
  "stale_tags" TEXT NOT NULL, -- Whose carried tags went stale.
  "blocked_by" TEXT NOT NULL, -- What it waits for.
  "ids" TEXT NOT NULL, "subsystems" TEXT, -- Message-IDs of the series and its postings.
  PRIMARY KEY ("number")
) STRICT;
INSERT INTO "board_text" VALUES(1,'make widgets better
ada author
ada@example.org
widgets@lists.example.org
','make widgets better','ada author','widgets','widgets@lists.example.org','','widgets.git','
tree
','','','20250106-widgets-v1-0-0123456789ab@example.org
20250106-widgets-v1-0-0123456789ab@example.org
20250110-widgets-v2-0-0123456789ab@example.org','');
INSERT INTO "board_text" VALUES(2,'gadget: use the better widgets
ada author
ada@example.org
widgets@lists.example.org
','gadget: use the better widgets','ada author','widgets','widgets@lists.example.org','','','','','','20250120-gadgets-v1-1-ba9876543210@example.org
20250120-gadgets-v1-1-ba9876543210@example.org','');
CREATE TABLE board_who ( -- People by the name and address they used.
  "id" INTEGER NOT NULL, -- The number that board_person names them by.
  "name" TEXT NOT NULL, -- The name, casefolded; may be empty.
  "email" TEXT NOT NULL, -- The address, casefolded; may be empty.
  PRIMARY KEY ("id"),
  UNIQUE ("email", "name")
) STRICT;
INSERT INTO "board_who" VALUES(1,'ada author','ada@example.org');
INSERT INTO "board_who" VALUES(2,'mia maintainer','mia@example.org');
INSERT INTO "board_who" VALUES(3,'rex reviewer','rex@example.org');
CREATE TABLE copy ( -- Further copies of a message, in other archives or under other keys.
  "archive" INTEGER NOT NULL REFERENCES archive ON DELETE CASCADE, -- The archive it lies in.
  "key" TEXT NOT NULL, -- Where in the archive: a blob id, a file name, an offset.
  "message" INTEGER NOT NULL REFERENCES message ON DELETE CASCADE, -- The message it is a copy of.
  PRIMARY KEY ("archive", "key")
) STRICT, WITHOUT ROWID;
CREATE TABLE diff ( -- What the diff of a message is, without the diff.
  "message" INTEGER NOT NULL REFERENCES message ON DELETE CASCADE, -- The message that holds it.
  "patch_id" TEXT NOT NULL, -- As git patch-id --stable gives it; empty where git finds no patch.
  "added" INTEGER NOT NULL, -- Lines added.
  "removed" INTEGER NOT NULL, -- Lines removed.
  "line" INTEGER NOT NULL, -- Where it starts.
  "changed" BLOB NOT NULL, -- The CRC-32 of each added or removed line, four bytes each, the least first.
  PRIMARY KEY ("message")
) STRICT;
INSERT INTO "diff" VALUES(2,'a1e954b163d816ed3cfe594b16308dde4a41d82b',1,1,8,X'6F69D2907D45B60A');
INSERT INTO "diff" VALUES(3,'a0d4d2120a4af6cd1f10da958de547efc44352f3',1,1,8,X'6F69D29017530EF5');
INSERT INTO "diff" VALUES(7,'a1e954b163d816ed3cfe594b16308dde4a41d82b',1,1,8,X'6F69D2907D45B60A');
INSERT INTO "diff" VALUES(8,'a0d4d2120a4af6cd1f10da958de547efc44352f3',1,1,8,X'6F69D29017530EF5');
INSERT INTO "diff" VALUES(10,'3720bcf98382eb79f8fe04dae21c4412f3efd259',1,1,11,X'6F69D2903AA5FAC0');
CREATE TABLE diff_file ( -- The files a diff touches.
  "message" INTEGER NOT NULL REFERENCES message ON DELETE CASCADE, -- The message it is read from.
  "n" INTEGER NOT NULL, -- Its place among them in the message, from 0.
  "path" TEXT NOT NULL, -- As the diff names it.
  PRIMARY KEY ("message", "n")
) STRICT, WITHOUT ROWID;
INSERT INTO "diff_file" VALUES(2,0,'lib/widget.c');
INSERT INTO "diff_file" VALUES(3,0,'lib/widget.c');
INSERT INTO "diff_file" VALUES(7,0,'lib/widget.c');
INSERT INTO "diff_file" VALUES(8,0,'lib/widget.c');
INSERT INTO "diff_file" VALUES(10,0,'lib/widget.c');
CREATE TABLE label ( -- Labels that the user put on series.
  "message_id" TEXT NOT NULL, -- The message it hangs on: the one name that never changes.
  "name" TEXT NOT NULL, -- The label, in lower case.
  "at" INTEGER NOT NULL, -- When it was put on. In seconds since 1970, UTC.
  PRIMARY KEY ("message_id", "name")
) STRICT, WITHOUT ROWID;
CREATE TABLE link_use ( -- Links, Message-IDs and commits that the sender wrote, where they are used.
  "message" INTEGER NOT NULL REFERENCES message ON DELETE CASCADE, -- The message it is read from.
  "n" INTEGER NOT NULL, -- Its place among them in the message, from 0.
  "url" TEXT NOT NULL, -- As written.
  "message_id" TEXT, -- The Message-ID it holds.
  "change_id" TEXT, -- The change-id it holds.
  "commit_id" TEXT, -- The commit it holds.
  "place" TEXT NOT NULL, -- trailer, body, or below (between the --- line and the diff).
  "line" INTEGER NOT NULL, -- The line it stands on, from 1.
  "quote" TEXT NOT NULL, -- That line as written.
  "used_line" INTEGER NOT NULL, -- Where a footnote's number is used; else its own line.
  "words" TEXT NOT NULL, -- The sentence or lines around the place of use.
  "before" TEXT NOT NULL, -- The words just before it.
  "section" TEXT NOT NULL, -- The heading it stands under.
  "trailer" TEXT NOT NULL, -- The trailer whose value it is; empty if none.
  "label" TEXT NOT NULL, -- What stands before it on its own line.
  PRIMARY KEY ("message", "n")
) STRICT, WITHOUT ROWID;
INSERT INTO "link_use" VALUES(1,0,'0123456789abcdef0123456789abcdef01234567',NULL,NULL,'0123456789abcdef0123456789abcdef01234567','below',4,'base-commit: 0123456789abcdef0123456789abcdef01234567',4,'--- base-commit: 0123456789abcdef0123456789abcdef01234567','--- base-commit:','','base-commit','base-commit');
INSERT INTO "link_use" VALUES(6,0,'https://lore.kernel.org/r/20250106-widgets-v1-0-0123456789ab@example.org','20250106-widgets-v1-0-0123456789ab@example.org',NULL,NULL,'body',3,'- Link to v1: https://lore.kernel.org/r/20250106-widgets-v1-0-0123456789ab@example.org',3,'- Link to v1: https://lore.kernel.org/r/20250106-widgets-v1-0-0123456789ab@example.org','- Link to v1:','Changes in v2:','','Link to v1');
INSERT INTO "link_use" VALUES(6,1,'0123456789abcdef0123456789abcdef01234567',NULL,NULL,'0123456789abcdef0123456789abcdef01234567','below',6,'base-commit: 0123456789abcdef0123456789abcdef01234567',6,'--- base-commit: 0123456789abcdef0123456789abcdef01234567','--- base-commit:','','base-commit','base-commit');
INSERT INTO "link_use" VALUES(10,0,'https://lore.kernel.org/r/20250110-widgets-v2-0-0123456789ab@example.org','20250110-widgets-v2-0-0123456789ab@example.org',NULL,NULL,'below',7,'[1] https://lore.kernel.org/r/20250110-widgets-v2-0-0123456789ab@example.org',5,'Signed-off-by: Ada Author <ada@example.org> --- This patch depends on the widget series [1].','Signed-off-by: Ada Author <ada@example.org> --- This patch depends on the widget series','Signed-off-by: Ada Author <ada@example.org>','','[1]');
CREATE TABLE mark ( -- How far a report has told, for the next one to go on from there.
  "name" TEXT NOT NULL, -- The report's name.
  "at" INTEGER NOT NULL, -- The moment that it was told for. In seconds since 1970, UTC.
  PRIMARY KEY ("name")
) STRICT, WITHOUT ROWID;
CREATE TABLE membership ( -- Which messages belong to which revision of which series, and as what.
  "series" INTEGER NOT NULL REFERENCES series ON DELETE CASCADE, -- The series it belongs to.
  "ordinal" INTEGER NOT NULL, -- The revision's place in the series, from 0, oldest first.
  "role" TEXT NOT NULL, -- cover, patch, spare (sent twice or by mistake) or reply.
  "n" INTEGER NOT NULL, -- Its place among those of its role, from 0.
  "message_id" TEXT NOT NULL, -- The message.
  PRIMARY KEY ("series", "ordinal", "role", "n")
) STRICT, WITHOUT ROWID;
INSERT INTO "membership" VALUES(1,0,'cover',0,'20250106-widgets-v1-0-0123456789ab@example.org');
INSERT INTO "membership" VALUES(1,0,'patch',0,'20250106-widgets-v1-1-0123456789ab@example.org');
INSERT INTO "membership" VALUES(1,0,'patch',1,'20250106-widgets-v1-2-0123456789ab@example.org');
INSERT INTO "membership" VALUES(1,1,'cover',0,'20250110-widgets-v2-0-0123456789ab@example.org');
INSERT INTO "membership" VALUES(1,1,'patch',0,'20250110-widgets-v2-1-0123456789ab@example.org');
INSERT INTO "membership" VALUES(1,1,'patch',1,'20250110-widgets-v2-2-0123456789ab@example.org');
INSERT INTO "membership" VALUES(2,0,'patch',0,'20250120-gadgets-v1-1-ba9876543210@example.org');
INSERT INTO "membership" VALUES(1,1,'reply',0,'notice-1@example.org');
INSERT INTO "membership" VALUES(1,0,'reply',1,'question-1@example.org');
INSERT INTO "membership" VALUES(1,0,'reply',0,'review-1@example.org');
CREATE TABLE message ( -- One mail, read once.
  "id" INTEGER NOT NULL, -- The number other tables of fetched facts name it by.
  "message_id" TEXT NOT NULL, -- Its Message-ID, without angle brackets.
  "archive" INTEGER NOT NULL REFERENCES archive ON DELETE CASCADE, -- The archive it lies in.
  "key" TEXT NOT NULL, -- Where in the archive: a blob id, a file name, an offset.
  "read_version" INTEGER NOT NULL, -- The version of the rules that read it.
  "abridged" INTEGER NOT NULL, -- 1 if it is a shortened copy that ships with the program.
  "subject" TEXT NOT NULL, -- The subject, decoded, on one line.
  "title" TEXT NOT NULL, -- The subject without reply prefixes and leading brackets.
  "title_key" TEXT NOT NULL, -- The title folded to lower-case words, to look it up by.
  "is_reply" INTEGER NOT NULL, -- 1 if the subject starts with Re: or the like.
  "tagged" INTEGER NOT NULL, -- 1 if the subject's brackets say patch, RFC, or N/M.
  "version" INTEGER NOT NULL, -- The version counter's whole number; 1 if there is none.
  "label" TEXT NOT NULL, -- The version counter as written; empty if there is none.
  "position" INTEGER, -- N of N/M.
  "total" INTEGER, -- M of N/M.
  "rfc" INTEGER NOT NULL, -- 1 if the subject says RFC.
  "resend" INTEGER NOT NULL, -- 1 if the subject says RESEND.
  "pull" INTEGER NOT NULL, -- 1 if it is a pull request.
  "stable" INTEGER NOT NULL, -- 1 if it is review mail of stable or AUTOSEL.
  "words" TEXT NOT NULL, -- The other words of the subject's brackets. A JSON array.
  "sender_name" TEXT NOT NULL, -- Name of the From header, gateways undone.
  "sender_email" TEXT NOT NULL, -- Address of the From header, gateways undone, lower case.
  "author_name" TEXT NOT NULL, -- Name of the in-body From; else the sender's.
  "author_email" TEXT NOT NULL, -- Address of the in-body From; else the sender's.
  "date" INTEGER NOT NULL, -- The mail's own Date, or its arrival. In seconds since 1970, UTC.
  "in_reply_to" TEXT, -- The Message-ID it answers.
  "bot" INTEGER NOT NULL, -- 1 if a machine sent it.
  "auto" TEXT NOT NULL, -- The machine's name; empty if not known.
  "has_stat" INTEGER NOT NULL, -- 1 if it holds a diffstat.
  "change_id" TEXT, -- Its change-id line.
  "base_commit" TEXT, -- Its base-commit line.
  "own_lines" INTEGER NOT NULL, "by_list" INTEGER, "date_from" TEXT, "sum" INTEGER, "addressed" INTEGER, -- How many lines the sender wrote himself.
  PRIMARY KEY ("id"),
  UNIQUE ("message_id")
) STRICT;
INSERT INTO "message" VALUES(1,'20250106-widgets-v1-0-0123456789ab@example.org',1,'00.eml',59,0,'[PATCH 0/2] make widgets better','make widgets better','make widgets better',0,1,1,'',0,2,0,0,0,0,'[]','Ada Author','ada@example.org','Ada Author','ada@example.org',1736157600,NULL,0,'',1,'20250105-widgets-0123456789ab','0123456789abcdef0123456789abcdef01234567',1,1,'date',2605429844,NULL);
INSERT INTO "message" VALUES(2,'20250106-widgets-v1-1-0123456789ab@example.org',1,'01.eml',59,0,'[PATCH 1/2] widget: be better','widget: be better','widget be better',0,1,1,'',1,2,0,0,0,0,'[]','Ada Author','ada@example.org','Ada Author','ada@example.org',1736157600,'20250106-widgets-v1-0-0123456789ab@example.org',0,'',1,NULL,NULL,2,1,'date',130175323,NULL);
INSERT INTO "message" VALUES(3,'20250106-widgets-v1-2-0123456789ab@example.org',1,'02.eml',59,0,'[PATCH 2/2] widget: be best','widget: be best','widget be best',0,1,1,'',2,2,0,0,0,0,'[]','Ada Author','ada@example.org','Ada Author','ada@example.org',1736157600,'20250106-widgets-v1-0-0123456789ab@example.org',0,'',1,NULL,NULL,2,1,'date',3327159359,NULL);
INSERT INTO "message" VALUES(4,'review-1@example.org',1,'03.eml',59,0,'Re: [PATCH 1/2] widget: be better','widget: be better','widget be better',1,1,1,'',1,2,0,0,0,0,'[]','Rex Reviewer','rex@example.org','Rex Reviewer','rex@example.org',1736175600,'20250106-widgets-v1-1-0123456789ab@example.org',0,'',0,NULL,NULL,1,1,'date',1680333796,NULL);
INSERT INTO "message" VALUES(5,'question-1@example.org',1,'04.eml',59,0,'Re: [PATCH 2/2] widget: be best','widget: be best','widget be best',1,1,1,'',2,2,0,0,0,0,'[]','Mia Maintainer','mia@example.org','Mia Maintainer','mia@example.org',1736179200,'20250106-widgets-v1-2-0123456789ab@example.org',0,'',0,NULL,NULL,1,1,'date',4124039508,NULL);
INSERT INTO "message" VALUES(6,'20250110-widgets-v2-0-0123456789ab@example.org',1,'05.eml',59,0,'[PATCH v2 0/2] make widgets better','make widgets better','make widgets better',0,1,2,'v2',0,2,0,0,0,0,'[]','Ada Author','ada@example.org','Ada Author','ada@example.org',1736503200,NULL,0,'',1,'20250105-widgets-0123456789ab','0123456789abcdef0123456789abcdef01234567',3,1,'date',3497327642,NULL);
INSERT INTO "message" VALUES(7,'20250110-widgets-v2-1-0123456789ab@example.org',1,'06.eml',59,0,'[PATCH v2 1/2] widget: be better','widget: be better','widget be better',0,1,2,'v2',1,2,0,0,0,0,'[]','Ada Author','ada@example.org','Ada Author','ada@example.org',1736503200,'20250110-widgets-v2-0-0123456789ab@example.org',0,'',1,NULL,NULL,2,1,'date',4292831218,NULL);
INSERT INTO "message" VALUES(8,'20250110-widgets-v2-2-0123456789ab@example.org',1,'07.eml',59,0,'[PATCH v2 2/2] widget: be best','widget: be best','widget be best',0,1,2,'v2',2,2,0,0,0,0,'[]','Ada Author','ada@example.org','Ada Author','ada@example.org',1736503200,'20250110-widgets-v2-0-0123456789ab@example.org',0,'',1,NULL,NULL,2,1,'date',1527382858,NULL);
INSERT INTO "message" VALUES(9,'notice-1@example.org',1,'08.eml',59,0,'Re: [PATCH v2 0/2] make widgets better','make widgets better','make widgets better',1,1,2,'v2',0,2,0,0,0,0,'[]','Mia Maintainer','mia@example.org','Mia Maintainer','mia@example.org',1736676000,'20250110-widgets-v2-0-0123456789ab@example.org',0,'',0,NULL,NULL,6,1,'date',1852905757,NULL);
INSERT INTO "message" VALUES(10,'20250120-gadgets-v1-1-ba9876543210@example.org',1,'09.eml',59,0,'[PATCH] gadget: use the better widgets','gadget: use the better widgets','gadget use the better widgets',0,1,1,'',NULL,NULL,0,0,0,0,'[]','Ada Author','ada@example.org','Ada Author','ada@example.org',1737367200,NULL,0,'',1,NULL,NULL,2,1,'date',3068432720,NULL);
INSERT INTO "message" VALUES(11,'chat-1@example.org',1,'10.eml',59,0,'lunch?','lunch?','lunch',0,0,1,'',NULL,NULL,0,0,0,0,'[]','Rex Reviewer','rex@example.org','Rex Reviewer','rex@example.org',1736182800,NULL,0,'',0,NULL,NULL,1,1,'date',3822970468,NULL);
CREATE TABLE message_list ( -- The mailing lists a message was sent to.
  "message" INTEGER NOT NULL REFERENCES message ON DELETE CASCADE, -- The message it is read from.
  "n" INTEGER NOT NULL, -- Its place among them in the message, from 0.
  "address" TEXT NOT NULL, -- The list's address, lower case.
  PRIMARY KEY ("message", "n")
) STRICT, WITHOUT ROWID;
INSERT INTO "message_list" VALUES(1,0,'widgets@lists.example.org');
INSERT INTO "message_list" VALUES(2,0,'widgets@lists.example.org');
INSERT INTO "message_list" VALUES(3,0,'widgets@lists.example.org');
INSERT INTO "message_list" VALUES(4,0,'widgets@lists.example.org');
INSERT INTO "message_list" VALUES(5,0,'widgets@lists.example.org');
INSERT INTO "message_list" VALUES(6,0,'widgets@lists.example.org');
INSERT INTO "message_list" VALUES(7,0,'widgets@lists.example.org');
INSERT INTO "message_list" VALUES(8,0,'widgets@lists.example.org');
INSERT INTO "message_list" VALUES(9,0,'widgets@lists.example.org');
INSERT INTO "message_list" VALUES(10,0,'widgets@lists.example.org');
INSERT INTO "message_list" VALUES(11,0,'widgets@lists.example.org');
CREATE TABLE message_reference ( -- The References of a message, oldest first.
  "message" INTEGER NOT NULL REFERENCES message ON DELETE CASCADE, -- The message it is read from.
  "n" INTEGER NOT NULL, -- Its place among them in the message, from 0.
  "target" TEXT NOT NULL, -- The Message-ID it names.
  PRIMARY KEY ("message", "n")
) STRICT, WITHOUT ROWID;
INSERT INTO "message_reference" VALUES(4,0,'20250106-widgets-v1-0-0123456789ab@example.org');
INSERT INTO "message_reference" VALUES(5,0,'20250106-widgets-v1-0-0123456789ab@example.org');
PRAGMA writable_schema=ON;
INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql)VALUES('table','message_text','message_text',0,'CREATE VIRTUAL TABLE message_text USING fts5(subject, words, content='''', tokenize=''unicode61 remove_diacritics 2'')');
CREATE TABLE 'message_text_config'(k PRIMARY KEY, v) WITHOUT ROWID;
INSERT INTO "message_text_config" VALUES('version',4);
CREATE TABLE 'message_text_data'(id INTEGER PRIMARY KEY, block BLOB);
INSERT INTO "message_text_data" VALUES(1,X'0B21810E');
INSERT INTO "message_text_data" VALUES(10,X'000000000101010001010101');
INSERT INTO "message_text_data" VALUES(137438953473,X'0000043A02303006060101110406010119020B3132333435363738396162010601010D05080101120C040601011A0D1C6364656630313233343536373839616263646566303132333435363701060101080506010117030601011201013101060101110506010120030601010C010801010F0301013201060101150506010124030A01010D0803020730323530313035010601010B050601011A080136060601010E070231300A06010116012838396162636465663031323334353637383961626364656630313233343536373839616263646566090601011901076170706C6965640906010106020272650906010105010462617365010601010605060101150201650106010104010203010203010203010203020203010203010801010F09030563617573650206010102010601010204060101020106010102030273740302040202040302040106010117030474746572010C040101050D0601080401010501060101050102040106010107010A0401011F06010804010105010601010501080401011001080501010402036F7468090601010301066368616E676501060101090506010118070173060601010202046F6D65730B0601010304036D6974010601010705060101160308010111090303756C6401060101030107646570656E64730A0601010A02026964050601010201076578616D706C650606010113040601011B0103666F720B0601010401066761646765740A02020701730A06010107020269740906010109010568656C6C6F090601010202026F7705060101050204747470730606010109040601011101026964010601010A050601011902016E06060101030406010106020173020601010401060101040206010109020601010401060101040201740206010103010601010302060101080206010103010601010301066B65726E656C060601010B040601011301046C696E6B060601010602036F7265060601010A04060101120204756E63680B080201010501046D61696E090601010A03026B65010A0201010E06050A0201011D060302020206656173757265050601010408016406060101050203756368050601010601026F6E0A0601010B02027267060801010C0A04080101140A010570617463680A06010109060265730906010104010172060601010D040601011501067365726965730A0601010E01067468616E6B73090601010B04017402060101060106010106040601010601060101060301650A0A040101030B030269730A0601010802016F0606010107030601010701037573650A08030101020102763106080101080A02013206060101040406010118010377617902060101070106010107040601010701060101070202686F0B0601010202056964676574020202010202010202010202020202010202010801010E09010601010D070173010E030101020C0506050E0301010F0E0506030803010108010A06010105140103796F750506010103040D1D2D18141308092F0E0910201B123F0A12080B150A0E09130A0B08090C09100E0D1C1C120B0F0C0B150D080A09100C090D0D0D170A090D0B0A0D19092422');
CREATE TABLE 'message_text_docsize'(id INTEGER PRIMARY KEY, sz BLOB);
INSERT INTO "message_text_docsize" VALUES(1,X'0314');
INSERT INTO "message_text_docsize" VALUES(2,X'0306');
INSERT INTO "message_text_docsize" VALUES(3,X'0306');
INSERT INTO "message_text_docsize" VALUES(4,X'0300');
INSERT INTO "message_text_docsize" VALUES(5,X'0308');
INSERT INTO "message_text_docsize" VALUES(6,X'0323');
INSERT INTO "message_text_docsize" VALUES(7,X'0306');
INSERT INTO "message_text_docsize" VALUES(8,X'0306');
INSERT INTO "message_text_docsize" VALUES(9,X'0318');
INSERT INTO "message_text_docsize" VALUES(10,X'051B');
INSERT INTO "message_text_docsize" VALUES(11,X'0104');
CREATE TABLE 'message_text_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
INSERT INTO "message_text_idx" VALUES(1,X'',2);
CREATE TABLE note ( -- What the user wrote about a message.
  "message_id" TEXT NOT NULL, -- The message it hangs on: the one name that never changes.
  "at" INTEGER NOT NULL, -- When. In seconds since 1970, UTC.
  "text" TEXT NOT NULL, -- The words.
  PRIMARY KEY ("message_id", "at")
) STRICT, WITHOUT ROWID;
INSERT INTO "note" VALUES('20250106-widgets-v1-0-0123456789ab@example.org',1795964510,'Ask about the gears.');
CREATE TABLE notice ( -- Claims that patches were applied, merged or dropped.
  "message" INTEGER NOT NULL REFERENCES message ON DELETE CASCADE, -- The message it is read from.
  "n" INTEGER NOT NULL, -- Its place among them in the message, from 0.
  "kind" TEXT NOT NULL, -- patchwork, b4ty, tip, pr-tracker, github, stable or person.
  "scope" TEXT NOT NULL, -- listed, series, patch, some or all-but.
  "positions" TEXT NOT NULL, -- For some and all-but, the positions named. A JSON array.
  "tree" TEXT, -- The tree, as named.
  "branch" TEXT, -- The branch, as named.
  "by_name" TEXT, -- Name of who applied it; NULL if the notice does not say.
  "by_email" TEXT, -- Address of who applied it.
  "version" INTEGER, -- The version it names in words.
  "dropped" INTEGER NOT NULL, -- 1 if it says that patches were taken out again.
  "moved" INTEGER NOT NULL, -- 1 if the sender had answered the wrong posting.
  "rehash" INTEGER NOT NULL, -- 1 if it replaces the commits of an earlier notice.
  "sure" INTEGER NOT NULL, -- 1 if the words leave no doubt.
  "line" INTEGER NOT NULL, -- The line it stands on, from 1.
  "quote" TEXT NOT NULL, -- That line as written.
  PRIMARY KEY ("message", "n")
) STRICT, WITHOUT ROWID;
INSERT INTO "notice" VALUES(9,0,'b4ty','listed','[]','widgets.git','main','Mia Maintainer','mia@example.org',NULL,0,0,0,1,3,'Both patches are applied to widgets.git (main), thanks!');
CREATE TABLE notice_item ( -- The patches a notice lists.
  "message" INTEGER NOT NULL REFERENCES message ON DELETE CASCADE, -- The message of the notice.
  "notice" INTEGER NOT NULL, -- The notice's place in the message.
  "n" INTEGER NOT NULL, -- Its place in the notice, from 0.
  "title" TEXT NOT NULL, -- The title as listed.
  "position" INTEGER, -- N of N/M.
  "total" INTEGER, -- M of N/M.
  "version" INTEGER, -- The version as listed.
  "commit_id" TEXT, -- The commit's digits as given.
  "url" TEXT, -- The link given with it.
  "author_name" TEXT, -- Name of its author; NULL if the notice names none.
  "author_email" TEXT, -- Address of its author.
  "line" INTEGER NOT NULL, -- The line it stands on, from 1; 0 if not known.
  PRIMARY KEY ("message", "notice", "n")
) STRICT, WITHOUT ROWID;
INSERT INTO "notice_item" VALUES(9,0,0,'widget: be better',1,2,NULL,'0123456789abcdef0123456789abcdef01234567',NULL,NULL,NULL,5);
INSERT INTO "notice_item" VALUES(9,0,1,'widget: be best',2,2,NULL,'89abcdef0123456789abcdef0123456789abcdef',NULL,NULL,NULL,7);
CREATE TABLE outside_check ( -- Results of checks that other services keep, each once.
  "server" TEXT NOT NULL, -- The service's URL.
  "message_id" TEXT NOT NULL, -- The patch, or the cover letter for a whole version.
  "context" TEXT NOT NULL, -- What was checked.
  "date" INTEGER NOT NULL, -- The service's date of it; Patchwork's in its server's time zone. In seconds since 1970, UTC.
  "service" TEXT NOT NULL, -- patchwork, sashiko, github or gitlab.
  "state" TEXT NOT NULL, -- success, warning, fail or pending.
  "severity" TEXT, -- critical, high, medium or low; NULL if it gives none.
  "who" TEXT NOT NULL, -- Who ran it, as the service calls them.
  "url" TEXT, -- Where it shows more; NULL if nowhere.
  "summary" TEXT NOT NULL, -- What it found, in a line.
  "seen_at" INTEGER NOT NULL, -- When it was first seen. In seconds since 1970, UTC.
  PRIMARY KEY ("server", "message_id", "context", "date")
) STRICT, WITHOUT ROWID;
CREATE TABLE outside_state ( -- What other services have patches as: each state from when it was first seen.
  "server" TEXT NOT NULL, -- The service's URL.
  "message_id" TEXT NOT NULL, -- The patch.
  "project" TEXT NOT NULL, -- The service's name of the project.
  "first_at" INTEGER NOT NULL, -- When it was first seen so. In seconds since 1970, UTC.
  "last_at" INTEGER NOT NULL, -- When it was last seen so. In seconds since 1970, UTC.
  "service" TEXT NOT NULL, -- patchwork, sashiko, github or gitlab.
  "number" INTEGER NOT NULL, -- The service's own number of the patch.
  "url" TEXT NOT NULL, -- Its page for people.
  "state" TEXT NOT NULL, -- The state's name, as the service has it.
  "archived" INTEGER NOT NULL, -- 1 if it is put away there.
  "delegate" TEXT NOT NULL, -- Who looks after it, by name; empty if nobody does.
  "delegate_email" TEXT NOT NULL, -- Their address; empty if it is not shown.
  "series" INTEGER, -- The service's own number of the series.
  "series_url" TEXT NOT NULL, -- The page of the series; empty if there is none.
  PRIMARY KEY ("server", "message_id", "project", "first_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE page ( -- Commit pages that web servers were asked for, and what they showed.
  "digits" TEXT NOT NULL, -- The digits of the commit that were asked for.
  "url" TEXT NOT NULL, -- What was asked; of a page that came, its own URL.
  "fetched_at" INTEGER NOT NULL, -- When. In seconds since 1970, UTC.
  "state" TEXT NOT NULL, -- found, missing (the server does not know the commit) or failed.
  "why" TEXT NOT NULL, -- What went wrong, in a sentence; empty if nothing did.
  "commit_id" TEXT, -- The whole id; NULL unless the page was found, and so are those below.
  "parents" TEXT NOT NULL, -- The ids of its parents. A JSON array.
  "author_name" TEXT, -- Name of the author.
  "author_email" TEXT, -- Address of the author, lower case; empty if it is not shown.
  "author_date" INTEGER, -- The author's date. In seconds since 1970, UTC.
  "committer_name" TEXT, -- Name of the committer.
  "committer_email" TEXT, -- Address of the committer, lower case.
  "date" INTEGER, -- The committer's date. In seconds since 1970, UTC.
  "title" TEXT, -- The first paragraph of its message.
  "patch_id" TEXT, -- As git patch-id --stable gives it; empty for a merge, NULL if not known.
  "mentions" TEXT NOT NULL, -- What its message names: kind and value of each, in turn. A JSON array.
  "tags" TEXT NOT NULL, -- Tags that point right at it. A JSON array.
  PRIMARY KEY ("digits", "url", "fetched_at")
) STRICT, WITHOUT ROWID;
CREATE TABLE person ( -- A name and address as used in a To or Cc.
  "id" INTEGER NOT NULL, -- The number other tables name it by.
  "name" TEXT NOT NULL, -- The display name; may be empty.
  "email" TEXT NOT NULL, -- The address, lower case.
  PRIMARY KEY ("id"),
  UNIQUE ("name", "email")
) STRICT;
CREATE TABLE queue ( -- The user's queue: series of any project in an order of their own.
  "message_id" TEXT NOT NULL, -- The message it hangs on: the one name that never changes.
  "place" INTEGER NOT NULL, -- Its place, from 1.
  PRIMARY KEY ("message_id")
) STRICT, WITHOUT ROWID;
CREATE TABLE recipient ( -- The people a message was sent to, To and Cc.
  "message" INTEGER NOT NULL REFERENCES message ON DELETE CASCADE, -- The message it is read from.
  "n" INTEGER NOT NULL, -- Its place among them in the message, from 0.
  "person" INTEGER NOT NULL REFERENCES person ON DELETE CASCADE, -- Who.
  PRIMARY KEY ("message", "n")
) STRICT, WITHOUT ROWID;
CREATE TABLE remark ( -- Sentences of the sender that matter to the state of a patch.
  "message" INTEGER NOT NULL REFERENCES message ON DELETE CASCADE, -- The message it is read from.
  "n" INTEGER NOT NULL, -- Its place among them in the message, from 0.
  "kind" TEXT NOT NULL, -- question, nack, changes, withdraw, command, ack, untag or respin.
  "line" INTEGER NOT NULL, -- The line it stands on, from 1.
  "quote" TEXT NOT NULL, -- That line as written.
  "under" TEXT NOT NULL, -- The quoted line it stands under.
  "word" TEXT NOT NULL, -- The command of a pw-bot line, or the tag that is taken back.
  PRIMARY KEY ("message", "n")
) STRICT, WITHOUT ROWID;
INSERT INTO "remark" VALUES(5,0,'question',3,'Did you measure how much better it is?','Because it is better that way.','');
CREATE TABLE repo_commit ( -- The commits of a repository, those too that no branch holds any more.
  "repository" INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE, -- The repository.
  "number" INTEGER NOT NULL, -- Its place: parents have smaller numbers than their children.
  "id" TEXT NOT NULL, -- The whole id.
  "parent" INTEGER, -- The number of its first parent; NULL for none.
  "merged" TEXT NOT NULL, -- The numbers of its other parents, with spaces between.
  "author_name" TEXT NOT NULL, -- Name of the author.
  "author_email" TEXT NOT NULL, -- Address of the author, lower case.
  "author_date" INTEGER NOT NULL, -- The author's date: that of the mail, where git am applied one. In seconds since 1970, UTC.
  "committer_name" TEXT NOT NULL, -- Name of the committer.
  "committer_email" TEXT NOT NULL, -- Address of the committer, lower case.
  "date" INTEGER NOT NULL, -- The committer's date. In seconds since 1970, UTC.
  "title" TEXT NOT NULL, -- The first paragraph of its message.
  "title_key" TEXT NOT NULL, -- The title folded to lower-case words, to look it up by.
  "patch_id" TEXT, -- As git patch-id --stable gives it; empty for a merge, NULL if not known.
  PRIMARY KEY ("repository", "number"),
  UNIQUE ("id", "repository")
) STRICT, WITHOUT ROWID;
CREATE TABLE repo_graph ( -- Who is whose parent, packed: what repo_commit says in parent and merged, to be read at once.
  "repository" INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE, -- The repository.
  "firsts" BLOB NOT NULL, -- The first parent of each commit from number 1 on, 4 bytes each, least first; 0 for none.
  "others" BLOB NOT NULL, -- Of each further parent the number of the merge and its own, 4 bytes each.
  PRIMARY KEY ("repository")
) STRICT;
CREATE TABLE repo_mention ( -- What the message of a commit names: mails and other commits.
  "repository" INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE, -- The repository.
  "commit_number" INTEGER NOT NULL, -- The commit's number in repo_commit.
  "n" INTEGER NOT NULL, -- Its place among them in the message, from 0.
  "kind" TEXT NOT NULL, -- link, message-id, closes, fixes, picked, upstream or reverts.
  "value" TEXT NOT NULL, -- A Message-ID, or the digits of a commit.
  PRIMARY KEY ("repository", "commit_number", "n")
) STRICT, WITHOUT ROWID;
CREATE TABLE repo_past ( -- Where branches stood before they were rebuilt: linux-next is, every day.
  "repository" INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE, -- The repository.
  "name" TEXT NOT NULL, -- The full name of the branch.
  "commit_number" INTEGER NOT NULL, -- The number of the commit that it pointed at.
  "seen" INTEGER NOT NULL, -- When it was last known to stand there. In seconds since 1970, UTC.
  "gone" INTEGER NOT NULL, -- When it was first seen to stand elsewhere. In seconds since 1970, UTC.
  PRIMARY KEY ("repository", "name", "gone")
) STRICT, WITHOUT ROWID;
CREATE TABLE repo_ref ( -- The branches and tags of a repository when it was last read: how far it was read.
  "repository" INTEGER NOT NULL REFERENCES repository ON DELETE CASCADE, -- The repository.
  "name" TEXT NOT NULL, -- The full name, such as refs/heads/master.
  "commit_id" TEXT NOT NULL, -- The commit that it pointed at.
  "commit_number" INTEGER NOT NULL, -- The number of that commit in repo_commit.
  "date" INTEGER NOT NULL, -- When the tag was made; of a branch, the date of its commit. In seconds since 1970, UTC.
  PRIMARY KEY ("repository", "name")
) STRICT, WITHOUT ROWID;
CREATE TABLE repository ( -- A git repository that commits are read from; it is never written to.
  "id" INTEGER NOT NULL, -- The number other tables name it by.
  "path" TEXT NOT NULL, -- Its git directory.
  "shallow" TEXT NOT NULL, -- What tells a shallow history from another; empty for a whole one.
  "read_at" INTEGER, -- When it was last looked at. In seconds since 1970, UTC.
  PRIMARY KEY ("id"),
  UNIQUE ("path")
) STRICT;
CREATE TABLE revision ( -- One posting of a series.
  "series" INTEGER NOT NULL REFERENCES series ON DELETE CASCADE, -- The series it belongs to.
  "ordinal" INTEGER NOT NULL, -- The revision's place in the series, from 0, oldest first.
  "message_id" TEXT NOT NULL, -- The cover letter's Message-ID; else the first patch's.
  "cover" TEXT, -- Message-ID of the cover letter.
  "title" TEXT NOT NULL, -- The title of the posting.
  "author_name" TEXT NOT NULL, -- Name of its author.
  "author_email" TEXT NOT NULL, -- Address of its author, lower case.
  "date" INTEGER NOT NULL, -- When it was sent. In seconds since 1970, UTC.
  "version" INTEGER NOT NULL, -- The whole number of the version.
  "label" TEXT NOT NULL, -- The version counter as written; empty if there is none.
  "expected" INTEGER NOT NULL, -- The highest total its patches carry; 0 for a pull request.
  "rfc" INTEGER NOT NULL, -- 1 if it is an RFC.
  "resend" INTEGER NOT NULL, -- 1 if it is a resend.
  "pull" INTEGER NOT NULL, -- 1 if it is a pull request.
  "partial" INTEGER NOT NULL, -- 1 if it replaces single patches of an earlier revision.
  "answers" TEXT, -- The message that its root replies to.
  "change_id" TEXT, -- Its change-id.
  "base_commit" TEXT, -- Its base commit.
  "prefixes" TEXT NOT NULL, -- The other words of the subject's brackets. A JSON array.
  "lists" TEXT NOT NULL, "poster_name" TEXT, "poster_email" TEXT, -- The mailing lists it was sent to. A JSON array.
  PRIMARY KEY ("series", "ordinal")
) STRICT, WITHOUT ROWID;
INSERT INTO "revision" VALUES(1,0,'20250106-widgets-v1-0-0123456789ab@example.org','20250106-widgets-v1-0-0123456789ab@example.org','make widgets better','Ada Author','ada@example.org',1736157600,1,'',2,0,0,0,0,NULL,'20250105-widgets-0123456789ab','0123456789abcdef0123456789abcdef01234567','[]','["widgets@lists.example.org"]',NULL,NULL);
INSERT INTO "revision" VALUES(1,1,'20250110-widgets-v2-0-0123456789ab@example.org','20250110-widgets-v2-0-0123456789ab@example.org','make widgets better','Ada Author','ada@example.org',1736503200,2,'v2',2,0,0,0,0,NULL,'20250105-widgets-0123456789ab','0123456789abcdef0123456789abcdef01234567','[]','["widgets@lists.example.org"]',NULL,NULL);
INSERT INTO "revision" VALUES(2,0,'20250120-gadgets-v1-1-ba9876543210@example.org',NULL,'gadget: use the better widgets','Ada Author','ada@example.org',1737367200,1,'',1,0,0,0,0,NULL,NULL,NULL,'[]','["widgets@lists.example.org"]',NULL,NULL);
CREATE TABLE revision_patch ( -- One patch of a revision.
  "series" INTEGER NOT NULL REFERENCES series ON DELETE CASCADE, -- The series it belongs to.
  "ordinal" INTEGER NOT NULL, -- The revision's place in the series, from 0, oldest first.
  "n" INTEGER NOT NULL, -- Its place among the patches, from 0.
  "message_id" TEXT NOT NULL, -- Its Message-ID.
  "position" INTEGER NOT NULL, -- N of N/M; 1 for a bare patch.
  "title" TEXT NOT NULL, -- Its title.
  "author_name" TEXT NOT NULL, -- Name of its author.
  "author_email" TEXT NOT NULL, -- Address of its author, lower case.
  "date" INTEGER NOT NULL, -- When it was sent. In seconds since 1970, UTC.
  "patch_id" TEXT NOT NULL, -- As git patch-id --stable gives it; empty where git finds no patch.
  "files" TEXT NOT NULL, -- The files it touches. A JSON array.
  "base_commit" TEXT, -- Its base commit.
  "extra" INTEGER NOT NULL, -- 1 if somebody else sent it into the series, or it is past the count.
  PRIMARY KEY ("series", "ordinal", "n")
) STRICT, WITHOUT ROWID;
INSERT INTO "revision_patch" VALUES(1,0,0,'20250106-widgets-v1-1-0123456789ab@example.org',1,'widget: be better','Ada Author','ada@example.org',1736157600,'a1e954b163d816ed3cfe594b16308dde4a41d82b','["lib/widget.c"]',NULL,0);
INSERT INTO "revision_patch" VALUES(1,0,1,'20250106-widgets-v1-2-0123456789ab@example.org',2,'widget: be best','Ada Author','ada@example.org',1736157600,'a0d4d2120a4af6cd1f10da958de547efc44352f3','["lib/widget.c"]',NULL,0);
INSERT INTO "revision_patch" VALUES(1,1,0,'20250110-widgets-v2-1-0123456789ab@example.org',1,'widget: be better','Ada Author','ada@example.org',1736503200,'a1e954b163d816ed3cfe594b16308dde4a41d82b','["lib/widget.c"]',NULL,0);
INSERT INTO "revision_patch" VALUES(1,1,1,'20250110-widgets-v2-2-0123456789ab@example.org',2,'widget: be best','Ada Author','ada@example.org',1736503200,'a0d4d2120a4af6cd1f10da958de547efc44352f3','["lib/widget.c"]',NULL,0);
INSERT INTO "revision_patch" VALUES(2,0,0,'20250120-gadgets-v1-1-ba9876543210@example.org',1,'gadget: use the better widgets','Ada Author','ada@example.org',1737367200,'3720bcf98382eb79f8fe04dae21c4412f3efd259','["lib/widget.c"]',NULL,0);
CREATE TABLE said_before ( -- The rows of the tables above as they were before a step changed them.
  "step" INTEGER NOT NULL REFERENCES said_step ON DELETE CASCADE, -- The step.
  "place" INTEGER NOT NULL, -- Its place in the step, from 0.
  "table_name" TEXT NOT NULL, -- The table.
  "row_key" TEXT NOT NULL, -- The row's key. A JSON array.
  "before" TEXT, -- The row. A JSON object by column; where there was none, null.
  PRIMARY KEY ("step", "place")
) STRICT, WITHOUT ROWID;
INSERT INTO "said_before" VALUES(1,0,'tracked','["20250110-widgets-v2-0-0123456789ab@example.org"]',NULL);
INSERT INTO "said_before" VALUES(2,0,'seen','["20250106-widgets-v1-0-0123456789ab@example.org"]',NULL);
INSERT INTO "said_before" VALUES(3,0,'note','["20250106-widgets-v1-0-0123456789ab@example.org", 1795964510]',NULL);
INSERT INTO "said_before" VALUES(4,0,'snooze','["20250120-gadgets-v1-1-ba9876543210@example.org"]',NULL);
INSERT INTO "said_before" VALUES(5,0,'tracked','["20250120-gadgets-v1-1-ba9876543210@example.org"]',NULL);
INSERT INTO "said_before" VALUES(6,0,'said_link','["20250120-gadgets-v1-1-ba9876543210@example.org", "follows", "20250110-widgets-v2-0-0123456789ab@example.org"]',NULL);
CREATE TABLE said_link ( -- Relations that the user made or cut by hand.
  "source" TEXT NOT NULL, -- Message-ID of the side that the relation starts from.
  "kind" TEXT NOT NULL, -- The kind of relation, in the outgoing sense; empty for one that is cut.
  "target" TEXT NOT NULL, -- Message-ID or URL of the other side.
  "note" TEXT NOT NULL, -- Why; may be empty.
  "at" INTEGER NOT NULL, -- When it was said. In seconds since 1970, UTC.
  "cut" INTEGER NOT NULL, -- 1 if the user says that there is no such relation.
  PRIMARY KEY ("source", "kind", "target")
) STRICT, WITHOUT ROWID;
INSERT INTO "said_link" VALUES('20250120-gadgets-v1-1-ba9876543210@example.org','follows','20250110-widgets-v2-0-0123456789ab@example.org','',1795964511,0);
CREATE TABLE said_step ( -- What was said lately, so that it can be taken back.
  "n" INTEGER NOT NULL, -- Its number; the last said has the highest.
  "at" INTEGER NOT NULL, -- When it was said. In seconds since 1970, UTC.
  "sentence" TEXT NOT NULL, -- What was said, for people.
  PRIMARY KEY ("n")
) STRICT;
INSERT INTO "said_step" VALUES(1,1795964509,'tracking “make widgets better”');
INSERT INTO "said_step" VALUES(2,1795964509,'looked at “make widgets better”');
INSERT INTO "said_step" VALUES(3,1795964510,'noted on “make widgets better”');
INSERT INTO "said_step" VALUES(4,1795964510,'snoozed “gadget: use the better widgets” until 2031-05-04');
INSERT INTO "said_step" VALUES(5,1795964510,'tracking “gadget: use the better widgets”');
INSERT INTO "said_step" VALUES(6,1795964511,'linked: “gadget: use the better widgets” follows “make widgets better”');
CREATE TABLE seen ( -- When the user last looked at a series.
  "message_id" TEXT NOT NULL, -- The message it hangs on: the one name that never changes.
  "at" INTEGER NOT NULL, "upto" INTEGER, -- The last look. In seconds since 1970, UTC.
  PRIMARY KEY ("message_id")
) STRICT, WITHOUT ROWID;
INSERT INTO "seen" VALUES('20250106-widgets-v1-0-0123456789ab@example.org',1795964509,11);
CREATE TABLE series ( -- All revisions of one work.
  "number" INTEGER NOT NULL, -- The number other tables of derived facts name it by; it changes.
  "id" TEXT NOT NULL, -- Message-ID of its oldest revision at hand.
  "title" TEXT NOT NULL, -- Title of its newest revision.
  "author_name" TEXT NOT NULL, -- Name of the author of its newest revision.
  "author_email" TEXT NOT NULL, -- Address of that author, lower case.
  "first_date" INTEGER NOT NULL, -- When its oldest revision was sent. In seconds since 1970, UTC.
  "last_date" INTEGER NOT NULL, -- When its newest message at hand was sent, replies included. In seconds since 1970, UTC.
  "derivation" INTEGER NOT NULL, "mark" TEXT, "sum" INTEGER, -- The version of the rules that derived it.
  PRIMARY KEY ("number"),
  UNIQUE ("id")
) STRICT;
INSERT INTO "series" VALUES(1,'20250106-widgets-v1-0-0123456789ab@example.org','make widgets better','Ada Author','ada@example.org',1736157600,1736676000,17,'a517a1cf08e98ff562',1045339134);
INSERT INTO "series" VALUES(2,'20250120-gadgets-v1-1-ba9876543210@example.org','gadget: use the better widgets','Ada Author','ada@example.org',1737367200,1737367200,17,'0f31e0ee0bb80bd9dd',3418657487);
CREATE TABLE series_evidence ( -- Why each later revision is taken to be one of the same work.
  "series" INTEGER NOT NULL REFERENCES series ON DELETE CASCADE, -- The series it belongs to.
  "n" INTEGER NOT NULL, -- Its place, from 0.
  "rule" TEXT NOT NULL, -- The rule that read it.
  "message_id" TEXT, -- The message it was read in.
  "line" INTEGER, -- The line it stands on, from 1.
  "quote" TEXT NOT NULL, -- The quoted words.
  "repository" TEXT, -- The repository it was read in.
  "commit_id" TEXT, -- The commit it was read in.
  "url" TEXT, -- A link as its author wrote it.
  PRIMARY KEY ("series", "n")
) STRICT, WITHOUT ROWID;
INSERT INTO "series_evidence" VALUES(1,0,'revision.link','20250110-widgets-v2-0-0123456789ab@example.org',3,'- Link to v1: https://lore.kernel.org/r/20250106-widgets-v1-0-0123456789ab@example.org',NULL,NULL,'https://lore.kernel.org/r/20250106-widgets-v1-0-0123456789ab@example.org');
CREATE TABLE snooze ( -- Series that are to be out of sight until something happens.
  "message_id" TEXT NOT NULL, -- The message it hangs on: the one name that never changes.
  "until" TEXT NOT NULL, -- What ends it: date, answer, version, landed, tag or change.
  "at" INTEGER NOT NULL, -- When it was said. In seconds since 1970, UTC.
  "date" INTEGER, -- Of a date, the moment. In seconds since 1970, UTC.
  "tag" TEXT NOT NULL, -- Of a tag, its name; else empty.
  "version" INTEGER NOT NULL, -- It ends with a version above this one, where it waits for one.
  "blocked" INTEGER NOT NULL, -- 1 if the series needed something that had not landed.
  PRIMARY KEY ("message_id")
) STRICT, WITHOUT ROWID;
INSERT INTO "snooze" VALUES('20250120-gadgets-v1-1-ba9876543210@example.org','date',1795964510,1935619200,'',1,0);
CREATE TABLE tag_line ( -- Unquoted lines that look like a tag: Reviewed-by: Name <address>.
  "message" INTEGER NOT NULL REFERENCES message ON DELETE CASCADE, -- The message it is read from.
  "n" INTEGER NOT NULL, -- Its place among them in the message, from 0.
  "name" TEXT NOT NULL, -- The tag in its canonical spelling.
  "person_name" TEXT NOT NULL, -- Name of the person.
  "person_email" TEXT NOT NULL, -- Address of the person, lower case.
  "place" TEXT NOT NULL, -- trailer, body, or below (between the --- line and the diff).
  "line" INTEGER NOT NULL, -- The line it stands on, from 1.
  "quote" TEXT NOT NULL, -- That line as written.
  "lead" TEXT NOT NULL, -- What the sender wrote just before it.
  "note" TEXT NOT NULL, -- What follows the address.
  PRIMARY KEY ("message", "n")
) STRICT, WITHOUT ROWID;
INSERT INTO "tag_line" VALUES(2,0,'Signed-off-by','Ada Author','ada@example.org','trailer',3,'Signed-off-by: Ada Author <ada@example.org>','Because it is better that way.','');
INSERT INTO "tag_line" VALUES(3,0,'Signed-off-by','Ada Author','ada@example.org','trailer',3,'Signed-off-by: Ada Author <ada@example.org>','Because it is better that way.','');
INSERT INTO "tag_line" VALUES(4,0,'Reviewed-by','Rex Reviewer','rex@example.org','body',3,'Reviewed-by: Rex Reviewer <rex@example.org>','','');
INSERT INTO "tag_line" VALUES(7,0,'Signed-off-by','Ada Author','ada@example.org','trailer',3,'Signed-off-by: Ada Author <ada@example.org>','Because it is better that way.','');
INSERT INTO "tag_line" VALUES(8,0,'Signed-off-by','Ada Author','ada@example.org','trailer',3,'Signed-off-by: Ada Author <ada@example.org>','Because it is better that way.','');
INSERT INTO "tag_line" VALUES(10,0,'Signed-off-by','Ada Author','ada@example.org','trailer',3,'Signed-off-by: Ada Author <ada@example.org>','Use the better widgets in gadgets.','');
CREATE TABLE text_row ( -- Which message a row of the full-text index message_text is of.
  "id" INTEGER NOT NULL, -- The row id in message_text; never used twice.
  "message" INTEGER NOT NULL REFERENCES message ON DELETE CASCADE, -- The message.
  PRIMARY KEY ("id"),
  UNIQUE ("message")
) STRICT;
INSERT INTO "text_row" VALUES(1,1);
INSERT INTO "text_row" VALUES(2,2);
INSERT INTO "text_row" VALUES(3,3);
INSERT INTO "text_row" VALUES(4,4);
INSERT INTO "text_row" VALUES(5,5);
INSERT INTO "text_row" VALUES(6,6);
INSERT INTO "text_row" VALUES(7,7);
INSERT INTO "text_row" VALUES(8,8);
INSERT INTO "text_row" VALUES(9,9);
INSERT INTO "text_row" VALUES(10,10);
INSERT INTO "text_row" VALUES(11,11);
CREATE TABLE thread_fetch ( -- The last time that a thread was asked for, and the answer.
  "source" TEXT NOT NULL, -- The address of the server that answered.
  "message_id" TEXT NOT NULL, -- The Message-ID that was asked for.
  "fetched_at" INTEGER NOT NULL, -- When. In seconds since 1970, UTC.
  "messages" INTEGER NOT NULL, -- How many messages came.
  "newest" INTEGER, -- The date of the newest of them. In seconds since 1970, UTC.
  PRIMARY KEY ("message_id", "source")
) STRICT, WITHOUT ROWID;
CREATE TABLE tracked ( -- Series that the user follows.
  "message_id" TEXT NOT NULL, -- The message it hangs on: the one name that never changes.
  "since" INTEGER NOT NULL, "upto" INTEGER, -- Since when. In seconds since 1970, UTC.
  PRIMARY KEY ("message_id")
) STRICT, WITHOUT ROWID;
INSERT INTO "tracked" VALUES('20250110-widgets-v2-0-0123456789ab@example.org',1795964509,11);
INSERT INTO "tracked" VALUES('20250120-gadgets-v1-1-ba9876543210@example.org',1795964510,11);
CREATE TABLE unreadable ( -- Mails that could not be read; counted and shown, never dropped.
  "archive" INTEGER NOT NULL REFERENCES archive ON DELETE CASCADE, -- The archive it lies in.
  "key" TEXT NOT NULL, -- Where in the archive: a blob id, a file name, an offset.
  "location" TEXT NOT NULL, -- Where it lies, for a reader.
  "why" TEXT NOT NULL, -- What is wrong with it.
  "message_id" TEXT, -- Its Message-ID, as far as known.
  "read_version" INTEGER NOT NULL, -- The version of the rules that could not read it.
  PRIMARY KEY ("archive", "key")
) STRICT, WITHOUT ROWID;
CREATE TABLE verdict ( -- What a machine says of the patch it was given: the results of checks.
  "message" INTEGER NOT NULL REFERENCES message ON DELETE CASCADE, -- The message it is read from.
  "n" INTEGER NOT NULL, -- Its place among them in the message, from 0.
  "context" TEXT NOT NULL, -- What was checked.
  "state" TEXT NOT NULL, -- success, warning, fail or pending.
  "severity" TEXT, -- Of a finding: critical, high, medium or low.
  "series" INTEGER NOT NULL, -- 1 if it is of the whole posting.
  "target" TEXT NOT NULL, -- The Message-ID of the posting that it names; empty if none.
  "title" TEXT NOT NULL, -- The title of the patch that it names; empty if none.
  "url" TEXT, -- Where the machine shows more.
  "summary" TEXT NOT NULL, -- What it found, in one line; empty for a plain result.
  "line" INTEGER NOT NULL, -- The line it stands on, from 1.
  "quote" TEXT NOT NULL, -- That line as written.
  PRIMARY KEY ("message", "n")
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX message_by_change_id ON message ("change_id") WHERE change_id IS NOT NULL;
CREATE INDEX message_by_title_key ON message ("title_key");
CREATE INDEX message_by_sender_email ON message ("sender_email");
CREATE INDEX message_by_in_reply_to ON message ("in_reply_to") WHERE in_reply_to IS NOT NULL;
CREATE INDEX message_by_read_version ON message ("read_version");
CREATE INDEX message_reference_by_target ON message_reference ("target");
CREATE INDEX link_use_by_message_id ON link_use ("message_id") WHERE message_id IS NOT NULL;
CREATE INDEX link_use_by_change_id ON link_use ("change_id") WHERE change_id IS NOT NULL;
CREATE INDEX notice_item_by_title ON notice_item ("title");
CREATE INDEX notice_item_by_commit_id ON notice_item ("commit_id") WHERE commit_id IS NOT NULL;
CREATE INDEX diff_by_patch_id ON diff ("patch_id") WHERE patch_id <> '';
CREATE INDEX series_by_last_date ON series ("last_date");
CREATE INDEX membership_by_message_id ON membership ("message_id");
CREATE INDEX said_link_by_target ON said_link ("target");
CREATE INDEX repo_commit_by_repository_number_parent_merged ON repo_commit ("repository", "number", "parent", "merged");
CREATE INDEX repo_commit_by_author_date ON repo_commit ("author_date");
CREATE INDEX repo_commit_by_title_key ON repo_commit ("title_key");
CREATE INDEX repo_commit_by_patch_id ON repo_commit ("patch_id") WHERE patch_id <> '';
CREATE INDEX repo_mention_by_value ON repo_mention ("value");
CREATE INDEX board_row_by_shown_last_activity_series ON board_row ("shown", "last_activity", "series");
CREATE INDEX board_row_by_stale ON board_row ("stale") WHERE stale > 0;
CREATE INDEX board_person_by_number ON board_person ("number");
CREATE INDEX board_look_by_number ON board_look ("number");
CREATE INDEX board_commit_by_number ON board_commit ("number");
CREATE INDEX page_by_digits_fetched_at ON page ("digits", "fetched_at");
CREATE INDEX verdict_by_title ON verdict ("title") WHERE title <> '';
CREATE INDEX verdict_by_target ON verdict ("target") WHERE target <> '';
CREATE INDEX outside_state_by_message_id ON outside_state ("message_id");
CREATE INDEX outside_state_by_server_number ON outside_state ("server", "number");
CREATE INDEX outside_state_by_server_series ON outside_state ("server", "series");
CREATE INDEX outside_check_by_message_id ON outside_check ("message_id");
PRAGMA writable_schema=OFF;
COMMIT;
