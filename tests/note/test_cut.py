"""A phrase parted where signs and openings stand says the same words from the same places."""

from sitegen.note.model import Paragraph, Text, plain
from sitegen.note.sentences import cut, first_of, split_sentences
from support.notes import read


def test_a_phrase_can_be_parted_twice_and_every_part_knows_its_place() -> None:
    note = read()
    for section in note.sections:
        for block in section.blocks:
            if not isinstance(block, Paragraph):
                continue
            sentences = list(split_sentences(block.id, "avsnitt", block.content))
            known = [[origin for origin in one.origins if origin] for one in sentences]
            ends = {origins[-1] for origins in known}
            middles = {origins[len(origins) // 2] for origins in known}
            twice = cut(cut(block.content, (), ends), middles)
            assert plain(twice) == plain(block.content)
            begun = {first_of(part): part for part in twice if isinstance(part, Text)}
            for origin in middles & begun.keys():
                line, column = origin
                printed = note.lines[line - 1][column]
                assert begun[origin].text.startswith(printed)
