"""The workflows: their form, their rights, and that what they call is there."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
BIN = Path(sys.executable).parent
PINNED = re.compile(r"^[\w./-]+@[0-9a-f]{40}$")
COMMAND = re.compile(r"^(?:make (?P<target>\w+)|(?P<tool>tools/\w+)(?: .*)?)$")


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return found


def steps(path: Path) -> list[dict[str, str]]:
    return [step for job in jobs(path).values() for step in job["steps"]]


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


def writers() -> list[tuple[str, dict[str, Any]]]:
    """Return every job that may write to the repository, with its workflow's name."""
    return [
        (path.stem, job)
        for path in WORKFLOWS
        for job in jobs(path).values()
        if job["permissions"].get("contents") == "write"
    ]


def test_no_publication_is_cancelled_and_no_preview_waits_in_its_line() -> None:
    groups = {name: job["concurrency"] for name, job in writers()}
    assert len(groups) >= 5
    waits = {"cancel-in-progress": False}
    # A group holds one that waits, and a new one cancels it, unless all of them may wait.
    assert groups.pop("publish") == {"group": "publish", **waits, "queue": "max"}
    assert all(group.items() >= waits.items() for group in groups.values())
    assert "publish" not in {group["group"] for group in groups.values()}


def test_what_shows_a_request_ends_when_it_is_closed() -> None:
    content = {
        name: yaml.safe_load((ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8"))
        for name in ("pull-request", "end-preview", "preview")
    }
    closing = content["end-preview"]
    assert closing["concurrency"] == content["pull-request"]["concurrency"]
    assert closing["concurrency"]["cancel-in-progress"] is True
    group = "preview-${{ github.event.pull_request.number }}"
    jobs = (content["pull-request"]["jobs"]["preview"], closing["jobs"]["end"])
    assert {job["concurrency"]["group"] for job in jobs} == {group}
    by_hand = {content["preview"]["jobs"][name]["concurrency"]["group"] for name in ("show", "end")}
    assert by_hand == {"preview-${{ inputs.number }}"}


def test_who_may_write_and_push_asks_for_a_build_and_knows_the_address() -> None:
    """A push with a workflow's own token starts no build of the pages."""
    for name, job in writers():
        if name == "new-figures":  # pushes a branch of its own
            continue
        assert job["permissions"]["pages"] == "write"
        runs = [step["run"].partition(" ")[0] for step in job["steps"] if "run" in step]
        assert runs[-2] == "tools/site_address"
        text = (ROOT / runs[-1]).read_text(encoding="utf-8")
        assert "tools/await" in text or "tools/end_proposal" in text
    assert "tools/await" in (ROOT / "tools/end_proposal").read_text(encoding="utf-8")


def test_only_main_is_published_and_only_after_approval() -> None:
    (job,) = [job for name, job in writers() if name == "publish"]
    runs = [step.get("run", "") for step in job["steps"]]
    assert runs.index("tools/on_main") < runs.index('tools/release "$GITHUB_REF_NAME"')
    page = (ROOT / "docs/redaksjon/oppsett.md").read_text(encoding="utf-8")
    assert f"`{job['environment']}`" in page


def test_what_is_released_is_vouched_for_and_listed() -> None:
    (job,) = [job for name, job in writers() if name == "publish"]
    given = [step["with"] for step in job["steps"] if "actions/attest@" in step.get("uses", "")]
    assert [one["subject-path"] for one in given] == ["build/utgitt/manifest.json"] * 2
    assert [one.get("sbom-path") for one in given] == [None, "build/utgitt/sbom.json"]
    assert job["permissions"].items() >= {"id-token": "write", "attestations": "write"}.items()
    release = (ROOT / "tools/release").read_text(encoding="utf-8")
    assert "build/utgitt" in release
    assert "build/utgitt/sbom.json" in release


def test_a_fork_s_preview_is_the_artifact_of_the_run_that_was_looked_at() -> None:
    show = jobs(ROOT / ".github/workflows/preview.yml")["show"]
    runs = [step.get("run", "").partition(" ")[0] for step in show["steps"]]
    (download,) = [step["with"] for step in show["steps"] if "download" in step.get("uses", "")]
    assert download["run-id"] == "${{ inputs.run || github.run_id }}"
    assert runs.index("tools/inspected_run") < runs.index("tools/show_proposal")


def test_caches_are_keyed_by_the_locks_and_never_meet_a_right_to_write() -> None:
    caching = 0
    for path in WORKFLOWS:
        for job in jobs(path).values():
            given = [step.get("with", {}) for step in job["steps"]]
            keys = [one["key"] for one in given if "key" in one]
            pip = [one["cache-dependency-path"] for one in given if "cache" in one]
            caching += len(keys)
            if "write" in job["permissions"].values() or path.stem == "publish":
                assert keys + pip == []
            assert all("requirements/*.txt" in key for key in keys + pip)
            assert all("package-lock.json" in key for key in keys)
    assert caching >= 3


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_python_that_is_asked_for_is_the_one_that_is_used(path: Path) -> None:
    """The search for a Python would else take another that the machine has."""
    for job in jobs(path).values():
        versions = [
            str(step["with"]["python-version"])
            for step in job["steps"]
            if "setup-python" in step.get("uses", "")
        ]
        own = job.get("env", {}).get("PYTHON") == "python"
        assert own or versions in ([], ["3.13"])  # the first that is searched for


def test_the_fast_tests_run_on_every_python_that_is_promised() -> None:
    job = jobs(ROOT / ".github/workflows/test.yml")["check"]
    assert job["strategy"]["matrix"]["python"] == ["3.12", "3.13", "3.14"]
    assert job["steps"][-1]["run"] == "make check"


def test_every_rule_of_ownership_is_of_something_that_is_there() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert {"/.github/", "/tools/"} <= {rule[0] for rule in rules}
    assert [rule for rule in rules if not (ROOT / rule[0].strip("/*")).exists()] == []
    # The host passes over a name that nobody has, and says so to no one: all have the same, or none.
    (owners,) = {tuple(rule[1:]) for rule in rules}
    assert all(re.fullmatch(r"@[\w.-]+(/[\w.-]+)?", one) for one in owners)
    assert not any("eier" in one for one in owners), "an example's name"


def test_the_list_of_what_is_used_has_every_package_of_the_locks(tmp_path: Path) -> None:
    run(sys.executable, "tools/sbom.py", str(tmp_path / "sbom.json"))
    found = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    shipped = {path for path, entry in lock.items() if path and not entry.get("dev")}
    python = (ROOT / "requirements/site.txt").read_text(encoding="utf-8")
    components = found["components"]
    assert len(components) == len(shipped) + len(re.findall(r"^[^ #]+==", python, re.MULTILINE))
    names = {(one["name"], one["version"]) for one in components}
    assert ("vega", lock["node_modules/vega"]["version"]) in names
    assert re.search(rf"^mkdocs=={dict(names)['mkdocs']} ", python, re.MULTILINE)
    # What the host's tool for attestations looks for.
    assert found["bomFormat"] == "CycloneDX"
    assert found["serialNumber"]
    assert found["specVersion"]


def test_code_of_a_proposal_never_meets_a_right_to_write() -> None:
    base = "${{ github.event.pull_request.base.sha }}"
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        assert "pull_request_target" not in text
        # What a checkout takes when nothing is said is, of a pull request, the request's own code.
        allowed = {base} if "pull_request" in yaml.safe_load(text)[True] else {""}
        for job in jobs(path).values():
            if "write" not in job["permissions"].values():
                continue
            checkouts = [s.get("with", {}) for s in job["steps"] if "checkout" in s.get("uses", "")]
            assert {one.get("ref", "") for one in checkouts} == allowed
