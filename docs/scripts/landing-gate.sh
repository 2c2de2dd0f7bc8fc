#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Ask everything that 'tracker check' answers about a series, and report whether it may go on.
#
#   landing-gate.sh REF [TAG] [-- OPTIONS OF TRACKER...]
#
#   landing-gate.sh 20250101-widgets-v2@example.org
#   landing-gate.sh 20250101-widgets-v2@example.org v6.17 -- --repo linux="$HOME/src/linux"
#
# One line a question: yes, no, or not known. Without a TAG nobody asks for one. The exit status is
# 1 if an answer is no; else 3 if one is not known; else 0. Whatever keeps tracker from answering
# (2 wrong use, 4 a source cannot be reached, 5 a fault) ends it with that status.
# TRACKER names the program, where it is not on PATH.
set -u

if [ $# -eq 0 ] || [ "$1" = -- ]; then
    echo "usage: landing-gate.sh REF [TAG] [-- OPTIONS...]" >&2
    exit 2
fi
ref=$1
shift
tag=
if [ $# -gt 0 ] && [ "$1" != -- ]; then
    tag=$1
    shift
fi
if [ "${1:-}" = -- ]; then
    shift
fi

no=''
unknown=''

# ask NAME OPTIONS...: one question, and what its status says.
ask() {
    name=$1
    shift
    "${TRACKER:-tracker}" check "$ref" "$@"
    status=$?
    case $status in
        0) echo "$name: yes" ;;
        1) echo "$name: no"; no=1 ;;
        3) echo "$name: not known"; unknown=1 ;;
        *) echo "$name: no answer, status $status" >&2; exit "$status" ;;
    esac
}

ask reviewed --reviewed "$@"
ask unblocked --unblocked "$@"
ask applied --applied "$@"
if [ -n "$tag" ]; then
    ask "landed in $tag" --landed-in "$tag" "$@"
fi

[ -z "$no" ] || exit 1
[ -z "$unknown" ] || exit 3
