// The look of an exported page: for a screen, and typeset for paper. No address in it is loaded.

const SERIF = '"Source Serif 4", "Iowan Old Style", "Palatino Linotype", "Noto Serif", Georgia, "DejaVu Serif", serif';
const SANS = 'Inter, "Segoe UI", system-ui, "Helvetica Neue", "DejaVu Sans", sans-serif';

export const PAGE_STYLE = `
:root { --ink: #1a2230; --mute: #546072; --line: #d5dbe3; --tint: #f4f6f9; --link: #0a5fb4; --warn: #8a1c1c; color-scheme: light; }
* { box-sizing: border-box; }
html { background: #fff; color: var(--ink); font: 17px/1.6 ${SERIF}; -webkit-print-color-adjust: exact; }
body { max-width: 46em; margin: 0 auto; padding: 3em 1.5em 5em; overflow-wrap: anywhere; hyphens: auto; font-variant-numeric: oldstyle-nums; }
h1, h2, h3, h4, h5, h6, table, .meta, .facts, .caption, .box, .restricted { font-family: ${SANS}; font-variant-numeric: tabular-nums lining-nums; hyphens: manual; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.9em; font-weight: 700; letter-spacing: -0.01em; margin: 0.2em 0 0.5em; }
h2 { font-size: 1.22em; font-weight: 680; margin: 2.1em 0 0.5em; padding-bottom: 0.25em; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.02em; font-weight: 680; margin: 1.6em 0 0.4em; }
h4, h5, h6 { font-size: 0.92em; font-weight: 680; margin: 1.4em 0 0.3em; color: var(--mute); }
p, ul, ol, blockquote, pre, table, figure { margin: 0 0 0.9em; }
ul, ol { padding-left: 1.4em; }
li { margin: 0.18em 0; }
li > p { margin: 0; }
li.task { list-style: none; margin-left: -1.4em; padding-left: 1.6em; text-indent: -1.6em; }
.box { display: inline-block; width: 1.35em; text-indent: 0; color: var(--mute); }
.facts { display: inline-block; margin-left: 0.5em; padding: 0.05em 0.45em; border: 1px solid var(--line); border-radius: 3px; color: var(--mute); font-size: 0.72em; text-indent: 0; }
a { color: var(--link); text-decoration-thickness: 0.06em; text-underline-offset: 0.15em; }
.source { color: var(--mute); }
blockquote { padding: 0.1em 0 0.1em 1em; border-left: 3px solid var(--line); color: var(--mute); }
blockquote p:last-child { margin: 0; }
code { font: 0.84em/1.45 "JetBrains Mono", "DejaVu Sans Mono", ui-monospace, monospace; background: var(--tint); padding: 0.1em 0.25em; border-radius: 3px; font-variant-numeric: normal; }
pre { padding: 0.8em 1em; border: 1px solid var(--line); border-radius: 4px; background: var(--tint); white-space: pre-wrap; hyphens: none; }
pre code { padding: 0; background: none; }
table { width: 100%; border-collapse: collapse; font-size: 0.8em; line-height: 1.45; hyphens: none; }
th { text-align: left; overflow-wrap: break-word; font-weight: 680; border-bottom: 1.5px solid var(--ink); }
th, td { padding: 0.36em 0.8em 0.36em 0; vertical-align: top; }
td { border-bottom: 1px solid var(--line); }
td.brief { white-space: nowrap; }
table .source { font-size: 0.92em; }
.right { text-align: right; }
.center { text-align: center; }
img, svg { display: block; max-width: 100%; height: auto; margin: 0.4em auto; border: 1px solid var(--line); border-radius: 3px; }
svg { border: 0; }
.caption { display: block; text-align: center; color: var(--mute); font-size: 0.78em; margin-bottom: 1em; }
.missing { color: var(--mute); font-style: italic; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
.meta { color: var(--mute); font-size: 0.8em; margin: 0 0 0.4em; }
.restricted { border: 1px solid var(--warn); border-radius: 4px; color: var(--warn); padding: 0.4em 0.8em; font-size: 0.8em; font-weight: 600; }
@media print {
  html { font-size: 10.4pt; line-height: 1.5; }
  body { max-width: none; margin: 0; padding: 0; }
  p, li { orphans: 3; widows: 3; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  h2 { margin-top: 1.7em; }
  table { break-inside: auto; }
  thead { display: table-header-group; }
  tr, img, svg, figure, li.task, .restricted { break-inside: avoid; }
  img, svg { max-height: 17cm; }
  pre { break-inside: auto; }
  a { color: inherit; }
}
`.trim();
