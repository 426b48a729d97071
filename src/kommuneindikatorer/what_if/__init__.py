"""What the indicators would be if income, expenses, interest or the use of the fund were otherwise.

In: a unit as the result's JSON has it, and four changes as written. Out: JSON text, exact.
May not: foresee anything; what is not changed is held as it is, and what is missing stays so.
"""
