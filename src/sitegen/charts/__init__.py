"""From observations to charts.

In: observations. Out: Vega specifications and static SVG, as text.
May not: write a file; no other room imports altair.
"""
