"""The forms of charts, one module each: its drawing, and what it draws and says of printed values.

In: a table's values. Out: a `Form`, rows, and words. Adding a form is adding a module with a
`Form` in it, which `catalogue` finds; the explorer's rows for it are in ``chart/forms.js``.
May not: draw.
"""
