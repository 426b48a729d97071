"""What stands upon what in the drawings of a page, as a browser sets them."""

from playwright.sync_api import Page

# Boxes of text shrunk to about the letters themselves: a line's own box is taller than they are.
# Of the rest, the grid and the paper behind lie below words; the rim of paper around words is theirs.
_FAULTS = r"""(drawings) => {
    const out = [];
    const quiet = /^$|none|transparent|--strek\)|#d8d5cc|--papir|#fbfaf7/i;
    for (const svg of document.querySelectorAll(drawings)) {
        if (!svg.getClientRects().length) continue;
        const sheet = svg.getBoundingClientRect();
        const seen = (one) => {
            for (let at = one; at && at !== svg; at = at.parentElement)
                if (at.getAttribute("opacity") === "0") return false;
            return true;
        };
        const look = (one, name) => (one.getAttribute(name) ?? "").replace(/\s/g, "");
        const words = new Map();
        for (const text of svg.querySelectorAll("text")) {
            if (!text.textContent.trim() || !seen(text)) continue;
            const box = text.getBoundingClientRect();
            const slack = box.height * 0.22;
            const found = {words: text.textContent.trim(), left: box.left + 1,
                right: box.right - 1, top: box.top + slack, bottom: box.bottom - slack};
            const key = [found.words, Math.round(box.left), Math.round(box.top)].join("|");
            words.set(key, found);
        }
        const boxes = [...words.values()];
        const meet = (a, b) =>
            a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        for (const b of boxes)
            if (b.left < sheet.left - 2 || b.right > sheet.right + 2
                || b.top < sheet.top - 2 || b.bottom > sheet.bottom + 2)
                out.push(`outside: ${b.words}`);
        for (const [n, a] of boxes.entries()) for (const b of boxes.slice(n + 1))
            if (meet(a, b)) out.push(`${a.words} upon ${b.words}`);
        for (const one of svg.querySelectorAll("line, path")) {
            const [stroke, fill] = [look(one, "stroke"), look(one, "fill")];
            const hollow = quiet.test(fill) || look(one, "fill-opacity") === "0";
            if (!seen(one) || (quiet.test(stroke) && hollow)) continue;
            const box = one.getBoundingClientRect();
            const near = boxes.filter((b) => box.left <= b.right && b.left <= box.right
                && box.top <= b.bottom && b.top <= box.bottom);
            if (!hollow || box.width < 1.5 * 16 && box.height < 1.5 * 16 && stroke && fill) {
                out.push(...near.map((b) => `${b.words} upon a mark`));
                continue;
            }
            const [matrix, length] = [one.getScreenCTM(), one.getTotalLength()];
            const inside = (b) => {
                for (let at = 0; at <= length; at += 1.5) {
                    const {x, y} = one.getPointAtLength(at).matrixTransform(matrix);
                    if (x > b.left && x < b.right && y > b.top && y < b.bottom) return true;
                }
                return false;
            };
            out.push(...near.filter(inside).map((b) => `${b.words} upon a line`));
        }
    }
    return [...new Set(out)];
}"""


def crowded(page: Page, drawings: str = "svg") -> list[str]:
    """Return every word that is upon another, a line or a mark, or outside its drawing.

    Args:
        page: The page.
        drawings: A selector of the drawings; those that are hidden are left out.
    """
    found: list[str] = page.evaluate(_FAULTS, drawings)
    return found
