"""The one box of a map in a query: put into its text, taken out of it, found in its tree; and its circles."""

import re

from watchfloor.core.query.tree import And, Near, Node, Or, Within

# What stands in quotes is text; a box that is turned round (-within:…) is another condition.
_AREA = re.compile(r"\"(?:\\.|[^\"\\])*\"|(?<![\w:.\\!+-])within:\([^()\"]*\)")


def without_area(text: str) -> str:
    """The query without its boxes."""
    kept = _AREA.sub(lambda match: match[0] if match[0].startswith('"') else "", text)
    return " ".join(kept.split("  ")).strip() if kept != text else text.strip()


def with_area(text: str, term: str) -> str:
    """The query with this box in place of the one it had."""
    return f"{without_area(text)} {term}".strip()


def term_of(box: Within) -> str:
    corners = (box.south, box.west, box.north, box.east)
    return f"within:({','.join(f'{each:g}' for each in corners)})"


def area_of(node: Node | None) -> Within | None:
    """The box in which all that the query finds must lie, if it says one."""
    match node:
        case Within():
            return node
        case And(parts):
            return next((found for part in parts if (found := area_of(part)) is not None), None)
    return None


def circles_of(node: Node | None) -> tuple[Near, ...]:
    """The circles about places in which, or in one of which, the query looks; none of what it leaves out."""
    match node:
        case Near():
            return (node,)
        case And(parts) | Or(parts):
            return tuple(circle for part in parts for circle in circles_of(part))
    return ()
