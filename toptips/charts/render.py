"""From a canvas to a picture: matplotlib draws what the canvas says, and nothing else.

matplotlib's figure is used without pyplot, which costs half a second to import.

The SVG keeps its text as text ("svg.fonttype: none"), so that it can be searched, copied and
read aloud, and is a tenth of the size. That is safe here, since widths are measured with Arial
or Liberation Sans, whose letters have the same widths, and an SVG names both.
"""

from __future__ import annotations

import io

import matplotlib
from lxml import etree
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from toptips.charts.canvas import Box, Canvas, Mark, Stroke, TextLine
from toptips.charts.chart import Chart
from toptips.charts.style import DPI, MARGIN, PAPER, clean, font, installed, quietly

FONTS = "Arial, 'Liberation Sans', Helvetica, 'DejaVu Sans', sans-serif"
_SVG = "{http://www.w3.org/2000/svg}"


def render(canvas: Canvas, description: str) -> Chart:
    """Return the chart of a finished canvas, as high as what stands on it."""
    width, height = canvas.width + 2 * MARGIN, canvas.y + 2 * MARGIN
    # A matplotlibrc of one's own must not change the report, so its settings are set aside.
    with matplotlib.rc_context(), quietly():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "toptips"})
        figure = Figure(figsize=(width / 72, height / 72), dpi=DPI, facecolor=PAPER)
        points = (
            Affine2D().scale(1 / 72, -1 / 72).translate(MARGIN / 72, (height - MARGIN) / 72)
            + figure.dpi_scale_trans
        )
        for order, thing in enumerate(canvas.things):
            artist = _artist(thing, points)
            artist.set_zorder(order)
            figure.add_artist(artist)
        png, svg = io.BytesIO(), io.BytesIO()
        figure.savefig(png, format="png", dpi=DPI, metadata={"Software": None})
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    described = clean(description)
    return Chart(
        name=canvas.name,
        title=canvas.title,
        description=described,
        png=png.getvalue(),
        svg=_accessible(svg.getvalue(), canvas.name, canvas.title, described),
    )


def _artist(thing: TextLine | Box | Stroke | Mark, points: Transform) -> Artist:
    if isinstance(thing, TextLine):
        return Text(
            thing.x,
            thing.y,
            thing.text,
            color=thing.colour,
            fontproperties=font(thing.size, thing.bold),
            horizontalalignment=thing.align,
            verticalalignment="baseline",
            # A name such as "$5 and $6" is no formula.
            parse_math=False,
            transform=points,
        )
    if isinstance(thing, Box):
        return Rectangle(
            (thing.x, thing.y),
            thing.width,
            thing.height,
            facecolor=thing.colour,
            edgecolor=thing.edge or "none",
            linewidth=0.8 if thing.edge else 0,
            transform=points,
        )
    if isinstance(thing, Stroke):
        return Line2D(
            (thing.x1, thing.x2),
            (thing.y1, thing.y2),
            color=thing.colour,
            linewidth=thing.width,
            solid_capstyle="butt",
            transform=points,
        )
    return Line2D(
        (thing.x,),
        (thing.y,),
        linestyle="none",
        marker=thing.shape,
        markersize=thing.size,
        markerfacecolor=PAPER if thing.hollow else thing.colour,
        markeredgecolor=thing.colour if thing.hollow else PAPER,
        markeredgewidth=1.4 if thing.hollow else 0.5,
        transform=points,
    )


def _accessible(svg: bytes, name: str, title: str, description: str) -> bytes:
    """Give an SVG its title and description, and the fonts of every computer, not of this one."""
    root = etree.fromstring(svg)
    for number, (tag, words) in enumerate((("title", title), ("desc", description))):
        element = root.makeelement(f"{_SVG}{tag}", {"id": f"{name}-{tag}"})
        element.text = words
        root.insert(number, element)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en-GB")
    ours = ", ".join(f"'{family}'" for family in installed())
    for text in root.iter(f"{_SVG}text"):
        text.set("style", text.get("style", "").replace(ours, FONTS))
    for metadata in root.findall(f"{_SVG}metadata"):
        root.remove(metadata)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")
