"""Ask b4 0.16 and the tracker the same questions about every posting of an archive.

    python benchmarks/differential_b4.py EPOCH.git [--limit N] [--show CAUSE]

EPOCH.git is a public-inbox v2 epoch (one mail a commit, in file ``m``). For each posting that the
tracker finds, b4 is given, in a fresh mailbox, the whole thread (as ``b4 am`` is) and the mails
of the posting alone with its replies. Nothing is fetched, and no file of the user is read.
Mails above 250 kB are kept from b4: its search for trailers takes time square to their length.
"""

import argparse
import copy
import logging
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import b4
import liblore.utils

from benchmarks.b4_causes import Case, cause_of
from tracker.core.evolve import evolve
from tracker.core.group import group
from tracker.core.read import read
from tracker.core.review import review
from tracker.core.threads import Threads
from tracker.model.mail import Message
from tracker.sources.epochs import open_epoch
