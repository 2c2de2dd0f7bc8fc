# SPDX-License-Identifier: GPL-2.0-or-later
"""The documents ``tracker/report/1`` and ``tracker/log/1``; docs/schema/ describes them."""

import json

from tracker.export import json_keys as keys
from tracker.export.json import document, row_object, series_object
from tracker.export.json_keys import Object
from tracker.model.report import (
    Asked,
    Fate,
    Folded,
    Log,
    LogEntry,
    Need,
    ReportEntry,
    StatusReport,
    Was,
)
from tracker.model.views import Holdings


def report_json(report: StatusReport) -> str:
    """The status report: sections with the ids of their series, what changed, every series."""
    entries = report.entries
    return document(
        {
            "schema": "tracker/report/1",
            "as_of": keys.time(report.as_of),
            "since": keys.maybe_time(report.since),
            "asked": _report_json_asked(report.asked),
            "sections": [
                _report_json_section(fate, entries) for fate in Fate if _of(fate, entries)
            ],
            "group_by": report.group_by.value,
            "groups": [
                {"key": group.key, "series": [entry.view.id for entry in group.entries]}
                for group in report.groups
            ],
            "needs": [_report_json_need(one) for one in report.needs],
            "changes": [_report_json_change(one) for one in entries] if report.since else [],
            "series": [series_object(entry.view) for entry in entries],
            "unchanged": [_report_json_folded(one) for one in report.unchanged],
            "left_out": [
                {"section": fate.value, "series": number} for fate, number in report.left_out
            ],
            "held": _report_json_held(report.held),
            "abridged": report.abridged,
        }
    )


def log_json(log: Log) -> str:
    """Return what happened, newest first."""
    return document(
        {
            "schema": "tracker/log/1",
            "as_of": keys.time(log.as_of),
            "since": keys.maybe_time(log.since),
            "asked": _report_json_asked(log.asked),
            "events": [_log_entry(one) for one in log.entries],
            "left_out": log.left_out,
            "abridged": log.abridged,
        }
    )


def event_line(one: LogEntry) -> str:
    """Return one event on a line of its own: what ``watch --json`` prints."""
    return json.dumps({"schema": "tracker/event/1", **_log_entry(one)}, ensure_ascii=True) + "\n"


def _report_json_asked(asked: Asked) -> Object:
    return {
        "query": asked.query,
        "list": asked.mailing_list or None,
        "all": asked.everything,
        "example": asked.example,
        "ref": asked.ref or None,
    }


def _of(fate: Fate, entries: tuple[ReportEntry, ...]) -> list[ReportEntry]:
    return [entry for entry in entries if entry.fate is fate]


def _report_json_section(fate: Fate, entries: tuple[ReportEntry, ...]) -> Object:
    return {"section": fate.value, "series": [entry.view.id for entry in _of(fate, entries)]}


def _report_json_need(need: Need) -> Object:
    return {
        "kind": need.kind.value,
        "id": need.id,
        "title": need.title,
        "message_id": need.message_id,
        "text": need.text,
        "since": keys.maybe_time(need.since),
    }


def _report_json_change(entry: ReportEntry) -> Object:
    return {
        "id": entry.view.id,
        "before": _report_json_before(entry.before) if entry.before else None,
        "stage": entry.view.stage.value,
        "mine": entry.mine,
        "news": [keys.event(one) for one in entry.news],
    }


def _report_json_before(was: Was) -> Object:
    return {
        "stage": was.stage.value,
        "side": was.side.value,
        "version": was.version,
        "label": was.label,
        "reviewed": was.reviewed,
    }


def _report_json_folded(one: Folded) -> Object:
    return {"section": one.fate.value, "mine": one.mine, "series": row_object(one.row)}


def _report_json_held(held: Holdings) -> Object:
    return {
        "messages": held.messages,
        "newest": keys.maybe_time(held.newest),
        "repositories": list(held.repositories),
    }


def _log_entry(one: LogEntry) -> Object:
    return {
        **keys.event(one.event),
        "id": one.id,
        "title": one.title,
        "project": one.project,
    }
