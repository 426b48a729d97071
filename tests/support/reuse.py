"""Pages that one test after another goes to its own address with: the second costs half the first."""

from typing import Any

from playwright.sync_api import Error, Page

from support.browsing import Open, Watched

# Of the options that a test may change on its page, what Playwright takes for them by itself.
VIEWPORT = {"width": 1280, "height": 720}
MEDIA = {"color_scheme": "light", "reduced_motion": "no-preference"}


class ReusedPages:
    """One page for each set of options, free again when a test is done with it.

    Whoever gets one goes to an address with it; what lasts longer than a page is put back. What
    cannot be, such as a script added to every page, is for a page of the test's own.
    """

    def __init__(self, open_page: Open) -> None:
        self._open_page = open_page
        self._free: dict[str, list[Watched]] = {}
        self._taken: list[tuple[dict[str, Any], Watched]] = []

    def take(self, **options: Any) -> Watched:  # noqa: ANN401  as Playwright takes them
        """Return a page that nobody else has, opened with these options."""
        free = self._free.get(str(options), [])
        watched = free.pop() if free else self._open_page(**options)
        self._taken.append((options, watched))
        return watched

    def free(self, *, usable: bool) -> None:
        """Put all that is taken back for the next test, or close it."""
        for options, watched in self._taken:
            if usable and _put_back(watched.page, options):
                watched.take_faults()
                self._free.setdefault(str(options), []).append(watched)
            else:
                watched.page.context.close()
        self._taken.clear()


def _put_back(page: Page, options: dict[str, Any]) -> bool:
    """Return whether the page is as if just opened: an empty one, and nothing stored."""
    try:
        page.unroute_all()
        page.context.unroute_all()
        page.context.clear_permissions()
        page.evaluate("localStorage.clear(), sessionStorage.clear()")
        page.goto("about:blank")
        page.context.clear_cookies()
        page.set_viewport_size(options.get("viewport", VIEWPORT))
        page.emulate_media(media="null", **{one: options.get(one, MEDIA[one]) for one in MEDIA})
    except Error:  # it has crashed, or stands where nothing can be stored
        return False
    return len(page.context.pages) == 1
