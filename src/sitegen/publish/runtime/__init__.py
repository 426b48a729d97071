"""Packs the indicators for the browser.

In: the indicators' source and Pyodide. Out: the files a worker starts from.
May not: send or fetch anything over the network.
"""
