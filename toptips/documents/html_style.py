"""How a document looks as a web page: light and dark, on a telephone, enlarged, and printed."""

from __future__ import annotations

STYLE = """
:root { --ink: #1f2a33; --paper: #ffffff; --head: #12436d; --grey: #4a5560; --pale: #e4ecf5;
  --line: #9aa5ad; --link: #0b4f9e; color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8edf1; --paper: #151b20; --head: #a9cdf0; --grey: #b3bec7; --pale: #24303a;
    --line: #6d7a85; --link: #9cc8f5; }
}
* { box-sizing: border-box; }
html { font-size: LARGE; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
  font: 1rem/1.5 Arial, Helvetica, "Liberation Sans", sans-serif; }
header, main, footer { max-width: 40rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.5rem; }
header.band { max-width: 42rem; padding: 1rem 2rem; margin-top: 1rem; background: #12436d;
  color: #ffffff; }
header.band + main { padding-top: 1.2rem; }
header.band h1, header.band .foot { color: #ffffff; }
.above { margin: 0; font-weight: bold; }
h1, h2, h3, h4, h5 { color: var(--head); line-height: 1.2; }
h1 { font-size: 1.9rem; margin: 0.3rem 0 0.6rem; }
h2 { font-size: 1.5rem; margin: 2.4rem 0 0.6rem; }
h3 { font-size: 1.2rem; margin: 1.8rem 0 0.4rem; }
h4, h5 { font-size: 1rem; margin: 1.4rem 0 0.3rem; }
p, ul, ol, blockquote { margin: 0 0 0.9rem; max-width: 34rem; }
li { margin-bottom: 0.3rem; }
li > p, li > ul, li > ol { margin: 0.3rem 0; }
ul, ol { padding-left: 1.4rem; }
a { color: var(--link); }
header.band a { color: #ffffff; }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid #f46a25; outline-offset: 2px; }
main:focus { outline: none; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; display: inline-block; padding: 0.6rem 1rem; }
.foot, .source { color: var(--grey); }
.lead { font-size: 1.2rem; font-weight: bold; color: var(--head); }
nav ol { list-style: none; padding-left: 0; }
code { background: var(--pale); padding: 0 0.2rem; font: inherit; }
pre { white-space: pre-wrap; }
blockquote { margin-left: 1.2rem; padding: 0; }
blockquote p { margin-bottom: 0.4rem; }
figure { margin: 0 0 1.4rem; }
figure > .wide, figure > .picture { margin-bottom: 0.5rem; }
figcaption { font-weight: bold; margin: 1rem 0 0.4rem; }
.source { margin: 0.4rem 0 0; }
.box { background: var(--pale); padding: 0.8rem 1rem 0.1rem; margin: 0 0 1rem; }
.band { background: #12436d; color: #ffffff; }
main .band { padding: 0.8rem 1rem 0.1rem; margin: 0 0 1rem; }
main .band a { color: #ffffff; }
.wide { overflow-x: auto; margin-bottom: 1.1rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; line-height: 1.35; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.5rem; overflow-wrap: normal;
  border-bottom: 1px solid var(--line); font-weight: normal; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
thead th { background: var(--pale); font-weight: bold; border-top: 1px solid var(--line); }
.right { text-align: right; }
.centre { text-align: center; }
.shade-1 { background: #ffffff; color: #1f2a33; }
.shade-2 { background: #cfe0ef; color: #1f2a33; }
.shade-3 { background: #8fb8dc; color: #1f2a33; }
.shade-4 { background: #3d78ae; color: #ffffff; }
.shade-5 { background: #12436d; color: #ffffff; }
.shade-accent { background: #f46a25; color: #1f2a33; }
.figures { display: flex; flex-wrap: wrap; gap: 1rem 2rem; margin: 0 0 1.2rem; }
.figures div { display: flex; flex-direction: column-reverse; justify-content: flex-end;
  flex: 1 1 8rem; }
.figures dd { margin: 0; font-size: 1.5rem; font-weight: bold; color: var(--head); }
.picture { background: #ffffff; overflow-x: auto; margin-bottom: 1.1rem; }
.picture svg, .picture img { display: block; width: 100%; min-width: 27rem; height: auto; }
@media print {
  @page { size: PAGE; margin: 2cm; }
  :root { --ink: #1f2a33; --paper: #ffffff; --head: #12436d; --grey: #4a5560; --pale: #e4ecf5;
    --line: #9aa5ad; --link: #0b4f9e; color-scheme: light; }
  html { font-size: PRINTED; }
  body, .band, thead th, [class^="shade"] { -webkit-print-color-adjust: exact;
    print-color-adjust: exact; }
  .skip { display: none; }
  .wide, .picture { overflow: visible; }
  .picture svg, .picture img { min-width: 0; }
  h1, h2, h3, h4, h5, figcaption { break-after: avoid; }
  figure, tr, blockquote, .together, .box, .picture { break-inside: avoid; }
  thead { display: table-header-group; }
  .new-page { break-before: page; }
}
"""


def style(size: str, orientation: str, text: float) -> str:
    """Return the style of a page that is printed on such paper, its text as large, in points."""
    told = {
        "PAGE": f"{size} {orientation}",
        "LARGE": f"{112.5 * text / 12:g}%",
        "PRINTED": f"{text:g}pt",
    }
    made = STYLE.lstrip()
    for name, words in told.items():
        made = made.replace(name, words)
    return made
