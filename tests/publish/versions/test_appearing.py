"""What is published is waited for until the host shows it, and every way it may not is loud."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from sitegen.cli.main import main
from sitegen.publish.versions.appearing import Api, Patience, appear
from sitegen.publish.versions.branch import Host, PublishError, change
from sitegen.publish.versions.release import Release, end_preview, preview, release
from support.repositories import copy_of, git, new_checkout, new_remote, served
from support.serving import Server, running

VERSION = "2025-03-07"
AT_ONCE = Patience(tries=4, every=0, pause=lambda _: None)
type Json = dict[str, object]


def files(words: str) -> dict[str, bytes]:
    return {"index.html": words.encode(), "manifest.json": f'{{"{words}": 1}}'.encode()}


class GitHub(Server):
    """The host and its API: pages are served as the branch stood when it was last built."""

    def __init__(self, remote: Path) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.remote = remote
        self.pages: dict[str, str] = {}
        self.asked: list[str] = []
        self.latest: Json = {}
        # Statuses answered before anything else, by method and path; a fault of the moment.
        self.faults: dict[str, list[int]] = {}
        self.builds = True
        self.error = ""
        self.settings: Json = {
            "html_url": self.home.rstrip("/"),
            "build_type": "legacy",
            "source": {"branch": "gh-pages", "path": "/"},
        }

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/lager/"

    @property
    def api(self) -> Api:
        return Api(f"http://127.0.0.1:{self.server_port}/api", "eier/lager", "hemmelig")

    def build(self) -> None:
        head = git(self.remote, "rev-parse", "gh-pages").strip()
        self.latest = {"commit": head, "status": "building"}
        if self.error:
            self.latest |= {"status": "errored", "error": {"message": self.error}}
        elif self.builds:
            self.pages = served(self.remote)

    def answer(self, asked: str, right: str) -> tuple[int, bytes]:
        self.asked.append(asked)
        if waiting := self.faults.get(asked):
            return waiting.pop(0), b"<html>"
        method, path = asked.split(" ", 1)
        if not path.startswith("/api/"):
            return self.page(path)
        if right != "Bearer hemmelig":
            return 401, b"{}"
        if method == "POST":
            self.build()
            return 201, b"{}"
        return (
            (404, b"{}") if self.said(path) == {} else (200, json.dumps(self.said(path)).encode())
        )

    def said(self, path: str) -> Json:
        return self.latest if path.endswith("/latest") else self.settings

    def page(self, path: str) -> tuple[int, bytes]:
        name = path.removeprefix("/lager/")
        text = self.pages.get(f"{name}index.html" if name.endswith("/") else name)
        return (200, text.encode()) if text is not None else (404, b"")


class Answering(BaseHTTPRequestHandler):
    """Hands what is asked to the server."""

    server: GitHub

    def do_GET(self) -> None:
        status, body = self.server.answer(
            f"{self.command} {self.path}", self.headers.get("Authorization", "")
        )
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815  as upstream

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vert")
    checkout = new_checkout(folder / "arbeid", new_remote(folder))
    change(Host(checkout), release(Release(VERSION, "Utgave", files("a"))))
    return folder


@pytest.fixture
def host(tmp_path: Path, made: Path) -> Host:
    return Host(copy_of(made, tmp_path))


@pytest.fixture
def github(host: Host) -> Iterator[GitHub]:
    with running(GitHub(host.root.parent / "remote.git")) as server:
        yield server


def wait(host: Host, github: GitHub, name: str = VERSION) -> None:
    appear(host, name, github.home, github.api, AT_ONCE)


LATEST = "GET /api/repos/eier/lager/pages/builds/latest"
SETTINGS = "GET /api/repos/eier/lager/pages"
REQUEST = "POST /api/repos/eier/lager/pages/builds"


def test_a_build_is_asked_for_and_the_version_looked_at(host: Host, github: GitHub) -> None:
    wait(host, github)
    pages = [one for one in github.asked if "/api/" not in one]
    assert github.asked[:3] == [SETTINGS, LATEST, REQUEST]
    assert pages == [
        f"GET /lager/{VERSION}/",
        f"GET /lager/{VERSION}/manifest.json",
        "GET /lager/siste/",
        "GET /lager/versions.json",
    ]


def test_no_build_is_asked_for_where_the_push_has_started_one(host: Host, github: GitHub) -> None:
    github.build()
    wait(host, github)
    assert REQUEST not in github.asked


def test_without_the_api_the_addresses_alone_are_looked_at(host: Host, github: GitHub) -> None:
    github.build()
    appear(host, VERSION, github.home, None, AT_ONCE)
    assert [one for one in github.asked if "/api/" in one] == []


def test_faults_of_the_moment_are_waited_out(host: Host, github: GitHub) -> None:
    github.faults = {
        SETTINGS: [500, 502],
        LATEST: [503],
        REQUEST: [500],
        f"GET /lager/{VERSION}/": [404, 503],
    }
    wait(host, github)
    assert not any(github.faults.values())


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        (SETTINGS, 404, "slått på"),
        (SETTINGS, 403, "lov til å lese innstillingene; fant svaret 403"),
        (SETTINGS, 500, "svar fra GitHub; fant svaret 500"),
        (REQUEST, 403, "et bygg ble satt i gang; fant svaret 403"),
        (REQUEST, 500, "et bygg ble satt i gang; fant svaret 500"),
        (f"GET /lager/{VERSION}/", 404, f"svaret 404 på .*/{VERSION}/"),
        (f"GET /lager/{VERSION}/", 500, "svaret 500"),
        (f"GET /lager/{VERSION}/manifest.json", 404, "svaret 404 på .*manifest.json"),
        ("GET /lager/versions.json", 404, "svaret 404 på .*versions.json"),
    ],
)
def test_a_lasting_fault_is_loud(
    host: Host, github: GitHub, asked: str, status: int, words: str
) -> None:
    github.faults = {asked: [status] * 100}
    with pytest.raises(PublishError, match=words):
        wait(host, github)


def test_a_site_that_is_never_built_is_loud(host: Host, github: GitHub) -> None:
    github.builds = False
    with pytest.raises(PublishError, match=r"Utgaven ligger på grenen, men vises ikke\."):
        wait(host, github)


def test_an_old_manifest_is_loud(host: Host, github: GitHub) -> None:
    change(host, preview(12, files("a")))
    github.build()
    change(host, preview(12, {**files("a"), "manifest.json": b'{"b": 1}'}))
    github.builds = False
    with pytest.raises(PublishError, match=r"et eldre innhold på .*/pr-12/manifest\.json"):
        wait(host, github, "pr-12")


def test_a_build_that_failed_is_told_in_its_own_words_at_once(host: Host, github: GitHub) -> None:
    github.error = "Site is too large."
    with pytest.raises(PublishError, match="Site is too large"):
        wait(host, github)
    assert github.asked.count(f"GET /lager/{VERSION}/") == 1


@pytest.mark.parametrize(
    "settings",
    [
        {"build_type": "workflow"},
        {"source": {"branch": "main", "path": "/"}},
        {"source": {"branch": "gh-pages", "path": "/docs"}},
        {"source": None},
    ],
)
def test_pages_that_are_served_from_elsewhere_are_loud(
    host: Host, github: GitHub, settings: Json
) -> None:
    github.settings |= settings
    with pytest.raises(PublishError, match="Deploy from a branch"):
        wait(host, github)


def test_a_site_at_another_address_than_it_was_built_for_is_loud(
    host: Host, github: GitHub
) -> None:
    github.settings["html_url"] = "https://tall.example.org"
    with pytest.raises(PublishError, match=r"ventet .*, https://tall\.example\.org/; fant http"):
        wait(host, github)


def test_what_is_taken_away_is_waited_for_until_it_is_gone(host: Host, github: GitHub) -> None:
    change(host, preview(12, files("p")))
    wait(host, github, "pr-12")
    change(host, end_preview(12))
    wait(host, github, "pr-12")
    assert "pr-12/index.html" not in github.pages
    change(host, preview(12, files("p")))
    wait(host, github, "pr-12")
    change(host, end_preview(12))
    github.builds = False
    with pytest.raises(PublishError, match="som er tatt bort"):
        wait(host, github, "pr-12")


def test_a_host_that_hangs_up_is_loud(host: Host) -> None:
    with running(GitHub(host.root.parent / "remote.git")) as server:
        home = server.home
    with pytest.raises(PublishError, match="ingen forbindelse"):
        appear(host, VERSION, home, None, AT_ONCE)


def test_the_command_leaves_the_manifest_to_be_vouched_for(
    host: Host, github: GitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "SITE_URL": github.home,
        "GH_TOKEN": "hemmelig",
        "GH_REPO": "eier/lager",
        "GITHUB_API_URL": github.api.address,
    }.items():
        monkeypatch.setenv(name, value)
    command = ["await", VERSION, "--root", str(host.root), "--tries", "2", "--every", "0"]
    assert main([*command, "--out", str(tmp_path / "ut")]) == 0
    published = served(github.remote)[f"{VERSION}/manifest.json"]
    assert (tmp_path / "ut/manifest.json").read_text(encoding="utf-8") == published
    github.pages = {}
    github.builds = False
    assert main(command) == 1
