"""The workflows' small tools: what they let through, and that they stop at what they should."""

import os
import subprocess
from pathlib import Path

import pytest

from sitegen.publish.versions.branch import Host, change
from sitegen.publish.versions.release import preview
from support import gh
from support.notes import ROOT
from support.repositories import git, listed, new_checkout, new_remote

pytestmark = pytest.mark.slow

MARK = "<!-- what this proposal changes -->"
OURS = "github-actions[bot]"
HEAD = {"repo": {"full_name": "noen/lager"}, "sha": "abc"}
RUN = {
    "head_repository": {"full_name": "noen/lager"},
    "head_sha": "abc",
    "event": "pull_request",
    "path": ".github/workflows/pull-request.yml",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with a checkout that has the tools, and its remote."""
    checkout = new_checkout(tmp_path / "arbeid", new_remote(tmp_path))
    for name in ("tools", ".venv"):
        (checkout / name).symlink_to(ROOT / name)
    git(checkout, "push", "--quiet", "origin", "main")
    return tmp_path


def run(
    place: Path, *command: str, objects: dict[str, object] | None = None, **more: str
) -> subprocess.CompletedProcess[str]:
    known = gh.install(place, objects or {})
    path = f"{known.pop('GH_BIN')}:{os.environ['PATH']}"
    environment = {**os.environ, **known, "PATH": path, **more}
    environment.pop("GH_TOKEN", None)
    return subprocess.run(
        command, cwd=place / "arbeid", env=environment, check=False, capture_output=True, text=True
    )


def comment(author: str, body: str, number: int) -> dict[str, object]:
    return {"id": number, "user": {"login": author}, "body": body}


def test_the_comment_that_is_changed_is_our_own(place: Path) -> None:
    (place / "arbeid/ord.md").write_text("Ord", encoding="utf-8")
    others = [comment("noen", f"{MARK} først", 1), comment(OURS, "noe annet", 2)]
    command = ("tools/comment", "12", "ord.md")
    assert run(place, *command, objects={"comments": others}).returncode == 0
    assert gh.asked(place)[-1][:4] == ["api", "--method", "POST", gh.asked(place)[-1][3]]
    assert gh.posted(place) == f"{MARK}\nOrd"
    own = [*others, comment(OURS, f"{MARK}\nfør", 3)]
    assert run(place, *command, objects={"comments": own}).returncode == 0
    assert gh.asked(place)[-1][2:4] == ["PATCH", "repos/{owner}/{repo}/issues/comments/3"]


@pytest.mark.parametrize(
    ("run_id", "head", "built", "code"),
    [
        ("7", {}, {}, 0),
        ("7", {"sha": "def"}, {}, 1),  # more was pushed after it was looked at
        ("7", {}, {"head_repository": {"full_name": "andre/lager"}}, 1),
        ("7", {}, {"event": "workflow_dispatch"}, 1),
        ("7", {}, {"path": ".github/workflows/other.yml"}, 1),
        ("8", {}, {}, 1),
        ("", {}, {}, 1),
        ("", {"repo": {"full_name": "eier/lager"}}, {}, 0),
    ],
)
def test_of_a_fork_only_the_run_that_was_looked_at_is_shown(
    place: Path, run_id: str, head: dict[str, object], built: dict[str, object], code: int
) -> None:
    objects: dict[str, object] = {
        "pulls/12": {"head": {**HEAD, **head}},
        "actions/runs/7": {**RUN, **built},
    }
    done = run(place, "tools/inspected_run", "12", run_id, objects=objects)
    assert done.returncode == code, done.stderr


def test_only_what_is_on_main_is_published(place: Path) -> None:
    checkout = place / "arbeid"
    assert run(place, "tools/on_main").returncode == 0
    git(checkout, "commit", "--quiet", "--allow-empty", "-m", "Elsewhere")
    done = run(place, "tools/on_main")
    assert done.returncode == 1
    assert "er ikke tatt inn i main" in done.stderr
    git(checkout, "push", "--quiet", "origin", "main")
    git(checkout, "checkout", "--quiet", "HEAD~1")
    assert run(place, "tools/on_main").returncode == 0


def test_what_is_on_main_is_known_in_a_shallow_clone_too(place: Path) -> None:
    git(place / "arbeid", "commit", "--quiet", "--allow-empty", "-m", "More")
    git(place / "arbeid", "tag", "2026-03-06", "HEAD~1")
    git(place / "arbeid", "push", "--quiet", "origin", "main", "2026-03-06")
    git(place / "arbeid", "checkout", "--quiet", "-b", "annen", "HEAD~1")
    git(place / "arbeid", "commit", "--quiet", "--allow-empty", "-m", "Elsewhere")
    git(place / "arbeid", "tag", "2026-03-07")
    git(place / "arbeid", "push", "--quiet", "origin", "2026-03-07")
    for tag, code in (("2026-03-06", 0), ("2026-03-07", 1)):
        folder = place / tag
        (folder / "arbeid").mkdir(parents=True)
        origin = f"file://{place}/remote.git"
        git(folder, "clone", "--quiet", "--depth=1", "--branch", tag, origin, "arbeid")
        (folder / "arbeid/tools").symlink_to(ROOT / "tools")
        assert run(folder, "tools/on_main").returncode == code


@pytest.mark.parametrize(
    ("pages", "repository", "arguments", "address"),
    [
        ({"html_url": "https://tall.example.org"}, "eier/lager", [], "https://tall.example.org/"),
        ({"html_url": "https://eier.github.io/"}, "eier/lager", [], "https://eier.github.io/"),
        (None, "Eier/lager", ["--or-guess"], "https://eier.github.io/lager/"),
        (None, "Eier/eier.github.io", ["--or-guess"], "https://eier.github.io/"),
        (None, "eier/lager", [], ""),
    ],
)
def test_the_address_is_the_one_the_host_has(
    place: Path, pages: object, repository: str, arguments: list[str], address: str
) -> None:
    given = place / "env"
    done = run(
        place,
        "tools/site_address",
        *arguments,
        objects={"pages": pages} if pages else {},
        GH_REPO=repository,
        GITHUB_ENV=str(given),
    )
    assert done.stdout.strip() == address
    if address:
        assert given.read_text(encoding="utf-8") == f"SITE_URL={address}\n"
    else:
        assert done.returncode == 1
        assert "GitHub Pages er ikke slått på" in done.stderr
        assert not given.exists()


def shown(place: Path, *pulls: int, remote: str = "origin") -> None:
    for number in pulls:
        change(Host(place / "arbeid", remote), preview(number, {"index.html": b"<p>"}))


def test_the_sweep_takes_away_what_closed_requests_left(place: Path) -> None:
    shown(place, 3, 12, 101)
    states: dict[str, object] = {
        "pulls/3": {"state": "closed"},
        "pulls/12": {"state": "open"},
        "pulls/101": {"state": "closed"},
    }
    done = run(place, "tools/sweep_previews", objects=states)
    assert done.returncode == 0, done.stderr
    assert set(listed(place / "remote.git")) == {"pr-12"}


def test_a_sweep_that_gets_no_answer_takes_nothing_away(place: Path) -> None:
    shown(place, 3)
    assert run(place, "tools/sweep_previews").returncode == 1
    assert set(listed(place / "remote.git")) == {"pr-3"}


def test_a_request_that_is_closed_is_not_shown_any_more(place: Path) -> None:
    shown(place, 3)
    command = ("tools/show_proposal", "3", "build/proposal")
    assert run(place, *command).returncode == 1  # no answer is no reason to take it away
    assert set(listed(place / "remote.git")) == {"pr-3"}
    done = run(place, *command, objects={"pulls/3": {"state": "closed"}})
    assert done.returncode == 0, done.stderr
    assert "Forslag 3 er lukket." in done.stdout
    assert listed(place / "remote.git") == {}


def test_previews_may_lie_in_a_repository_of_their_own(place: Path) -> None:
    """On another origin than the site: what a preview keeps in a browser is not the site's."""
    own = place / "eier/visning.git"
    git(place, "init", "--quiet", "--bare", str(own))
    where = {"GITHUB_SERVER_URL": f"file://{place}", "PREVIEW_REPOSITORY": "eier/visning"}
    where["SITE_URL"] = "https://visning.eksempel.no/"
    for name, text in {"site/index.html": "<p>", "kommentar.md": "Ord"}.items():
        path = place / "arbeid/build/proposal" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    command = ("tools/show_proposal", "3", "build/proposal")
    done = run(place, *command, objects={"pulls/3": {"state": "open"}}, **where)
    assert done.returncode == 0, done.stderr
    assert gh.posted(place).startswith(MARK)  # the comment is where the request is
    shown(place, 12, remote=where["GITHUB_SERVER_URL"] + "/eier/visning.git")
    assert set(listed(own)) == {"pr-3", "pr-12"}
    states: dict[str, object] = {"pulls/3": {"state": "closed"}, "pulls/12": {"state": "open"}}
    assert run(place, "tools/sweep_previews", objects=states, **where).returncode == 0
    assert set(listed(own)) == {"pr-12"}
    assert not git(place / "remote.git", "branch", "--list", "gh-pages").strip()


def test_a_repository_of_previews_without_a_token_for_it_is_refused(place: Path) -> None:
    script = ". tools/pages_identity; in_previews sh -c 'echo \"$GH_REPO $GH_TOKEN $REMOTE\"'"
    name, theirs = "eier/visning", "deres"
    command = ("sh", "-c", f"GH_TOKEN=var; export GH_TOKEN; {script}")
    done = run(place, *command, PREVIEW_REPOSITORY=name)
    assert done.returncode
    assert "hemmeligheten mangler" in done.stderr
    done = run(place, *command, PREVIEW_REPOSITORY=name, PREVIEW_TOKEN=theirs)
    assert done.stdout.split() == ["eier/visning", "deres", "https://github.com/eier/visning.git"]
    assert run(place, *command).stdout.split() == ["eier/lager", "var", "origin"]
