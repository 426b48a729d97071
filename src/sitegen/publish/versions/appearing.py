"""Whether the host shows what the pages branch holds: asked for, waited for, and looked at.

GitHub builds its pages by itself when a person pushes, and not when a workflow's own token does.
So a build is asked for, and what counts is what the addresses then answer: the branch's bytes.
"""

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from mike.commands import versions_file

from sitegen.pages.edition import NEWEST
from sitegen.publish.tree import MANIFEST
from sitegen.publish.versions.branch import Host, Published, fetch, refuse

PLACE = "GitHub Pages"
SETTINGS = "Se «Sette opp nettstedet» i docs/redaksjon/oppsett.md."
LATER = (
    "Utgaven ligger på grenen, men vises ikke. Se kjøringen «pages build and deployment» under "
    "«Actions», og kjør arbeidsflyten på nytt."
)
TRIES, PAUSE = 90, 10.0
TIMEOUT = 30
"""Seconds to wait for one answer."""
UNDER_WAY = {"queued", "building", "built"}
REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long something is waited for: the host's own copies are up to ten minutes old.

    Attributes:
        tries: How often it is looked at.
        every: Seconds between.
        pause: Waits so many seconds.
    """

    tries: int = TRIES
    every: float = PAUSE
    pause: Callable[[float], object] = time.sleep

    def turns(self) -> Iterator[int]:
        """Return the number of each try, with a pause between two."""
        for turn in range(self.tries):
            if turn:
                self.pause(self.every)
            yield turn


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answers; status 0 where nothing answers."""

    status: int
    body: bytes = b""

    @property
    def passes(self) -> bool:
        """Whether it is a fault of the moment, so that asking again may help."""
        return not self.status or self.status >= HTTPStatus.INTERNAL_SERVER_ERROR

    def json(self) -> Mapping[str, object]:
        """Return the object it holds; empty where it holds none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def __str__(self) -> str:
        """Return it in words."""
        return f"svaret {self.status}" if self.status else "ingen forbindelse"


@dataclass(frozen=True, slots=True)
class Api:
    """GitHub's API, for the pages of one repository.

    Attributes:
        address: The API's.
        repository: ``owner/name``.
        token: May read the pages' settings and ask for a build.
    """

    address: str
    repository: str
    token: str

    def ask(self, path: str, patience: Patience, method: str = "GET") -> Answer:
        """Return the answer about the pages, asked for again while the API has a fault."""
        address = f"{self.address}/repos/{self.repository}/pages{path}"
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Accept": "application/vnd.github+json",
        }
        answer = Answer(0)
        for _ in patience.turns():
            answer = asked(address, headers, method)
            if not answer.passes:
                break
        return answer


def asked(address: str, headers: Mapping[str, str], method: str = "GET") -> Answer:
    """Return what an address answers, a refusal too."""
    request = urllib.request.Request(address, headers=dict(headers), method=method)  # noqa: S310  the host's
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310  as above
            return Answer(response.status, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code)
    except (OSError, http.client.HTTPException):
        return Answer(0)


def appear(host: Host, name: str, home: str, api: Api | None, patience: Patience) -> None:
    """Wait until the host shows a version or a preview as the branch has it; gone if it is gone.

    Args:
        host: The branch.
        name: The version's or the preview's.
        home: Where all versions lie.
        api: Asks for the build; ``None`` where the push has started one, as a person's does.
        patience: How long it is waited for.

    Raises:
        PublishError: The pages are not set up for this branch and address, the build failed, or
            the host never shows it; says what it answers instead.
    """
    published = fetch(host)
    if published.commit is None:
        raise refuse(f"{host.remote} {host.branch}", "en gren med utgaver", "ingen slik gren")
    if api:
        require_settings(api, host.branch, home, patience)
        _request_build(api, published.commit, patience)
    found = ""
    for _ in patience.turns():
        published = fetch(host)  # others may have published since
        found = _difference(home, shown(published, name))
        if not found:
            return
        if api:
            _require_no_failure(api, str(published.commit))
    raise refuse(f"{home}{name}/", "det som er publisert", found, LATER)


def shown(published: Published, name: str) -> dict[str, bytes | None]:
    """Return what addresses below the home must answer: bytes, or ``None`` for no such page."""
    alias = published.versions.find(NEWEST)
    newest = {f"{NEWEST}/": f"{NEWEST}/index.html"} if alias and str(alias[0]) == name else {}
    own = {f"{name}/": f"{name}/index.html", f"{name}/{MANIFEST}": f"{name}/{MANIFEST}"}
    files = {**own, **newest, versions_file: versions_file}
    return {address: published.read(path) for address, path in files.items()}


def require_settings(api: Api, branch: str, home: str, patience: Patience) -> None:
    """Raise ``PublishError`` unless the pages are served from the branch, at this address."""
    answer = api.ask("", patience)
    if answer.status == HTTPStatus.NOT_FOUND:
        raise refuse(PLACE, "at nettstedet er slått på", "at det ikke er det", SETTINGS)
    if answer.status in REFUSED:
        raise refuse(PLACE, "lov til å lese innstillingene", str(answer), SETTINGS)
    if answer.status != HTTPStatus.OK:
        raise refuse(PLACE, "svar fra GitHub", str(answer), "Kjør arbeidsflyten på nytt.")
    settings = answer.json()
    source = settings.get("source")
    found = source if isinstance(source, dict) else {}
    if settings.get("build_type") == "workflow" or (found.get("branch"), found.get("path")) != (
        branch,
        "/",
    ):
        kind = settings.get("build_type") or "legacy"
        words = f"«{found.get('branch')}» «{found.get('path')}» ({kind})"
        raise refuse(PLACE, f"«Deploy from a branch» med «{branch}» og «/ (root)»", words, SETTINGS)
    address = f"{str(settings.get('html_url') or '').rstrip('/')}/"
    if address != home:
        raise refuse("SITE_URL", f"adressen GitHub viser nettstedet på, {address}", home, SETTINGS)


def _request_build(api: Api, commit: str, patience: Patience) -> None:
    latest = api.ask("/builds/latest", patience).json()
    if latest.get("commit") == commit and latest.get("status") in UNDER_WAY:
        return
    answer = api.ask("/builds", patience, "POST")
    if answer.status not in {HTTPStatus.CREATED, HTTPStatus.ACCEPTED}:
        raise refuse(PLACE, "at et bygg ble satt i gang", str(answer), SETTINGS)


def _require_no_failure(api: Api, commit: str) -> None:
    latest = api.ask("/builds/latest", Patience(tries=1)).json()
    if latest.get("commit") == commit and latest.get("status") == "errored":
        error = latest.get("error")
        words = str(error.get("message")) if isinstance(error, dict) else "en feil uten forklaring"
        raise refuse(PLACE, "et bygg som gikk bra", words, LATER)


def _difference(home: str, wanted: Mapping[str, bytes | None]) -> str:
    """Return the first thing the host answers otherwise, in words; empty when all is as wanted."""
    for path, data in wanted.items():
        answer = asked(f"{home}{path}", {"Cache-Control": "no-cache"})
        if data is None and answer.status != HTTPStatus.NOT_FOUND:
            return f"{answer} på {home}{path}, som er tatt bort"
        if data is not None and answer.status != HTTPStatus.OK:
            return f"{answer} på {home}{path}"
        if data is not None and answer.body != data:
            return f"et eldre innhold på {home}{path}"
    return ""
