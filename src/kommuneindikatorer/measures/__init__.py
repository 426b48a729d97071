"""The indicators, one module each, in the note's order.

In: the amounts of one unit and year. Out: one value each, exact, or why there is none.
A new indicator is a module with INDIKATOR, which `catalogue` finds.
"""
