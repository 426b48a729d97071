"""The workflows: their form, their rights, and that what they call is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
BIN = Path(sys.executable).parent
PINNED = re.compile(r"^[\w./-]+@[0-9a-f]{40}$")
COMMAND = re.compile(r"^(?:make (?P<target>\w+)|(?P<tool>tools/\w+)(?: .*)?)$")


def jobs(path: Path) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return found


def steps(path: Path) -> list[dict[str, str]]:
    return [step for job in jobs(path).values() for step in job["steps"]]  # type: ignore[attr-defined]


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    run(str(BIN / "zizmor"), "--offline", "--no-progress", ".github")


@pytest.mark.slow
def test_the_workflows_have_the_form_the_host_reads() -> None:
    names = [str(path) for path in WORKFLOWS]
    run(str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows", *names)
    dependabot = ".github/dependabot.yml"
    run(str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.dependabot", dependabot)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_right_is_given_but_to_a_job(path: Path) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert content["permissions"] == {}
    assert all("permissions" in job for job in content["jobs"].values())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit(path: Path) -> None:
    assert [
        step["uses"] for step in steps(path) if "uses" in step and not PINNED.match(step["uses"])
    ] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_command_is_one_of_ours_and_there(path: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for step in steps(path):
        if "run" not in step:
            continue
        assert "${{" not in step["run"], "hand it over as a variable: what it holds is no code"
        found = COMMAND.match(step["run"].strip())
        assert found, f"put the work in a script: {step['run']}"
        if found["tool"]:
            assert (ROOT / found["tool"]).stat().st_mode & 0o111
        else:
            assert re.search(rf"^{found['target']}:", makefile, re.MULTILINE)


def test_all_who_write_to_the_pages_branch_wait_for_each_other() -> None:
    writers = [
        job
        for path in WORKFLOWS
        for job in jobs(path).values()
        if job["permissions"].get("contents") == "write"  # type: ignore[attr-defined]
    ]
    assert len(writers) >= 4
    group = {"group": "pages-branch", "cancel-in-progress": False}
    assert [job for job in writers if job["concurrency"] != group] == []


def test_code_of_a_proposal_never_meets_a_right_to_write() -> None:
    base = "${{ github.event.pull_request.base.sha }}"
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        assert "pull_request_target" not in text
        # What a checkout takes when nothing is said is, of a pull request, the request's own code.
        allowed = {base} if "pull_request" in yaml.safe_load(text)[True] else {""}
        for job in jobs(path).values():
            if "write" not in job["permissions"].values():  # type: ignore[attr-defined]
                continue
            checkouts = [s.get("with", {}) for s in job["steps"] if "checkout" in s.get("uses", "")]  # type: ignore[attr-defined]
            assert {one.get("ref", "") for one in checkouts} == allowed
