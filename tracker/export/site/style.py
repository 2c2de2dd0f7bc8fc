# SPDX-License-Identifier: GPL-2.0-or-later
"""The one style of a site's pages."""

from tracker.export.svg import STYLE

SITE_STYLE = (
    STYLE
    + """\
:root { color-scheme: light dark;
  --ground: #fff; --ink: #1a1c1f; --soft: #555b64; --line: #d5d9df; --card: #f7f8fa;
  --link: #0b57a4; --focus: #b3540a; --landed: #17602a; --landed-ground: #e3f4e6;
  --open: #274b85; --open-ground: #e8eef7; --attention: #7d4300; --attention-ground: #fdecc8;
  --over: #4d5157; --over-ground: #eceef0; --alarm: #9b1111; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #14161a; --ink: #e6e8eb; --soft: #aab0b9; --line: #3a3f47; --card: #1b1e23;
  --link: #8ab8ff; --focus: #ffb266; --landed: #8fdc9a; --landed-ground: #16301a;
  --open: #a9c4f5; --open-ground: #1c2638; --attention: #f3c36b; --attention-ground: #3a2b0c;
  --over: #b8bcc4; --over-ground: #2a2c31; --alarm: #ff9a9a; } }
* { box-sizing: border-box; }
html { background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .5rem 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; border-bottom: 2px solid var(--line); }
p { margin: .25rem 0; }
a { color: var(--link); text-underline-offset: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; }
.soft, .count, time { color: var(--soft); }
.count { font-weight: normal; }
time, .whole { white-space: nowrap; }
nav ul { list-style: none; padding: 0; margin: .25rem 0; display: flex; flex-wrap: wrap;
  gap: .25rem 1.25rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .75rem 0; }
dt { color: var(--soft); }
dd { margin: 0; }
.wide { overflow-x: auto; margin: .5rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
  border-bottom: 1px solid var(--line); }
td { overflow-wrap: break-word; }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
.title { min-width: 14rem; }
.stage { border-radius: 1rem; padding: .05rem .6rem; font-size: .85rem; white-space: nowrap; }
.tone-landed { color: var(--landed); background: var(--landed-ground); }
.tone-open { color: var(--open); background: var(--open-ground); }
.tone-attention { color: var(--attention); background: var(--attention-ground); }
.tone-over, .tone-unknown { color: var(--over); background: var(--over-ground); }
.alarm { color: var(--alarm); }
.thread, .thread ul, .events { list-style: none; padding-left: 0; }
.thread ul { padding-left: 1rem; border-left: 1px solid var(--line); }
.mark { font-size: .85rem; color: var(--soft); }
svg { background: none; display: block; }
.timeline { max-width: 100%; height: auto; }
.timeline .bar { fill: var(--line); }
.timeline .name { font-size: 12px; fill: var(--ink); }
.timeline .small { fill: var(--soft); }
.timeline .end { text-anchor: end; }
.timeline .sign { text-anchor: middle; font-size: 11px; fill: var(--ground); }
.timeline .tag circle, .timeline .applied circle { fill: var(--landed); }
.timeline .question circle { fill: var(--attention); }
.timeline .objection circle, .timeline .reverted circle { fill: var(--alarm); }
footer { margin-top: 3rem; border-top: 2px solid var(--line); color: var(--soft);
  font-size: .9rem; padding-top: .5rem; }
@media (max-width: 40rem) { body { padding: .75rem; } dl { grid-template-columns: 1fr; }
  dt { margin-top: .4rem; }
  table, tbody, tr, td { display: block; border: 0; padding: 0; overflow-wrap: anywhere; }
  thead { display: none; }
  td[data-head]:not(:empty)::before { content: attr(data-head) ": "; color: var(--soft); }
  tr { border-bottom: 1px solid var(--line); padding: .5rem 0; } }
@media print { nav, .skip { display: none; } body { max-width: none; padding: 0; }
  a { color: inherit; } .wide { overflow: visible; } .wide svg { max-width: 100%; height: auto; }
  h2 { break-after: avoid; } }
"""
)
