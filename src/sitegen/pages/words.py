"""Our ids in words a reader knows."""

BASES = {
    "konsern": "Konsern: med kommunale og fylkeskommunale foretak og interkommunale selskaper",
    "kasse": "Kommunekasse: uten foretak og interkommunale selskaper",
}

SELECTIONS = {
    "alle": "Alle kommuner og fylkeskommuner",
    "alle utenom Oslo": "Alle kommuner utenom Oslo",
    "utvalget": "Utvalget: kommunene i KS’ regnskapsundersøkelse",
}

EXPLAINED = frozenset({"konsern", "kasse", "alle utenom Oslo", "utvalget"})
"""Terms with an entry in the glossary, its anchor their slug."""


def basis_words(basis: str) -> str:
    """Return what «konsern» or «kasse» means, in a sentence."""
    return BASES.get(basis, basis)


def selection_words(selection: str) -> str:
    """Return which units the values are about."""
    return SELECTIONS.get(selection, selection)
