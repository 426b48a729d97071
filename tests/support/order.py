"""The order files are handed out in to the processes of a run."""

# What takes minutes first, so that no process is left working alone at the end; those that wait for
# a browser beside those that build.
LONGEST = (
    "browser/test_offline.py",
    "publish/test_all_or_nothing.py",
    "browser/test_every_page.py",
    "publish/versions/test_tools.py",
    "browser/test_versions.py",
    "browser/test_calculator.py",
    "browser/test_explorer.py",
    "browser/test_charts.py",
    "browser/test_what_if.py",
    "browser/test_calculator_files.py",
    "browser/test_calculator_charts.py",
    "browser/test_runtime_private.py",
    "browser/test_runtime_faults.py",
    "browser/test_hostile_files.py",
    "browser/test_reading.py",
    "browser/test_policy.py",
    "browser/test_use_of_data.py",
    "publish/test_another_edition.py",
    "charts/test_charts.py",
    "charts/test_words.py",
)
