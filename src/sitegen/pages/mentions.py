"""Where the running text mentions each table and figure: the way back from its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitegen.note.model import Note, Paragraph, Reference, Section


@dataclass(frozen=True, slots=True)
class Mention:
    """A paragraph that names a table, a figure or a section."""

    section: Section
    paragraph: Paragraph
    order: int

    @property
    def words(self) -> str:
        """«del 3, avsnitt 4», or «innledningen, avsnitt 1»."""
        part = f"del {self.section.number}" if self.section.number else "innledningen"
        return f"{part}, avsnitt {self.order}"


def find_mentions(note: Note) -> Mapping[str, Sequence[Mention]]:
    """Return, for each id that is mentioned, the paragraphs in reading order, each once."""
    found: dict[str, list[Mention]] = {}
    for section in note.sections:
        paragraphs = (block for block in section.blocks if isinstance(block, Paragraph))
        for order, paragraph in enumerate(paragraphs, 1):
            for target in _targets(paragraph):
                found.setdefault(target, []).append(Mention(section, paragraph, order))
    return found


def _targets(paragraph: Paragraph) -> list[str]:
    names = (part.target for part in paragraph.content if isinstance(part, Reference))
    return list(dict.fromkeys(names))
