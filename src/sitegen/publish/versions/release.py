"""What a publication changes: a version with its redirects, a preview, its end, a step back."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from mike.versions import VersionInfo, Versions

from sitegen.facts.formatting import day_words
from sitegen.note.versions import Version, is_version
from sitegen.pages.edition import NEWEST, Named
from sitegen.pages.places import is_shared
from sitegen.publish.tree import MANIFEST
from sitegen.publish.versions.branch import Change, Plan, Published, differences, refuse
from sitegen.publish.versions.common import added, built_as, part, unused
from sitegen.publish.versions.site import (
    SITEMAP,
    WEB_MANIFEST,
    WORKER,
    alias_files,
    is_data,
    root_files,
    shared_files,
    version_files,
)

PREVIEW = re.compile(r"pr-([1-9][0-9]*)")
HOME = re.compile(r"https?://[\w.:\[\]-]+(?:/[\w.~-]+)*/", re.ASCII)
SHOWN = 10
"""How many changed files a refusal names."""


@dataclass(frozen=True, slots=True)
class Release:
    """A built site and the name it is to have.

    Attributes:
        version: ``2025-03-07``, or ``2025-03-07.1`` for a revision.
        title: What readers see in the list of versions.
        files: The built site.
    """

    version: str
    title: str
    files: Mapping[str, bytes]


def release(new: Release) -> Plan:
    """Return the plan that publishes a version; one that is published the same changes nothing.

    The newest version by date and number takes the alias ``siste`` and the branch's root.
    """
    if not is_version(new.version):
        raise refuse(new.version, "et navn som 2025-03-07 eller 2025-03-07.1", "noe annet")

    parted = part(new.version, new.files)
    own = Release(new.version, new.title, version_files(NEWEST, new.version, parted.own))
    present = Release(new.version, new.title, {**parted.own, **parted.built(is_data)})
    undivided = version_files(NEWEST, new.version, new.files)

    def plan(published: Published) -> Change | None:
        before = published.blobs(new.version)
        if before:  # undivided, as versions were published before they had files in common
            if differences(undivided, before):
                _refuse_changes(own, before)
            return None
        versions = _copy(published.versions)
        newest = all(_order(new.version) > _order(name) for name in released(versions))
        versions.add(new.version, new.title, [NEWEST] if newest else [], update_aliases=True)
        files = _below(new.version, own.files) | added(published, parted.common)
        files |= _current(present) if newest else {}
        gone = (NEWEST,) if newest else ()
        return Change(f"Publish {new.version}", versions, gone, files)

    return plan


def preview(number: int, files: Mapping[str, bytes]) -> Plan:
    """Return the plan that shows a pull request's build, hidden from the list of versions."""
    name = preview_name(number)
    parted = part(name, files)

    def plan(published: Published) -> Change | None:
        before = published.blobs(name)
        if before and not differences(parted.own, before):
            return None
        versions = _copy(published.versions)
        info = versions.add(name, f"Forslag {number}", [], update_aliases=False)
        info.set_property("hidden", value=True)
        gone = (name, *unused(published, name, parted.common))
        shown = _below(name, parted.own) | added(published, parted.common)
        return Change(f"Preview {name}", versions, gone, shown)

    return plan


def end_preview(number: int) -> Plan:
    """Return the plan that takes a preview away; none standing is nothing to do."""
    name = preview_name(number)

    def plan(published: Published) -> Change | None:
        if not published.versions.find(name) and not published.blobs(name):
            return None
        versions = _copy(published.versions)
        versions.difference_update([name] if versions.find(name) else [])
        gone = (name, *unused(published, name))
        return Change(f"End preview {name}", versions, gone, {})

    return plan


def roll_back(to: str | None = None) -> Plan:
    """Return the plan that lets ``siste`` mean an earlier version again.

    The version stepped back from keeps its files, for those who cited it; it leaves the list and
    is marked as withdrawn, which its pages tell.

    Args:
        to: The version to step back to; the newest one before the present if not given.
    """

    def plan(published: Published) -> Change | None:
        versions = _copy(published.versions)
        present = _present(versions)
        target = to or _before(versions, present)
        if target == present:
            return None
        if not is_version(target) or not published.blobs(target):
            raise refuse(target, "en publisert utgave", "ingen slik", _names(versions))
        if _order(target) < _order(present):
            _withdraw(versions[present])
        _restore(versions[target])
        versions.update(target, aliases=[NEWEST], update_aliases=True)
        files = _files(published, target, lambda path: not is_shared(path))
        lie = built_as(files.get(MANIFEST))
        common = {path: published.read(lie[path]) for path in filter(is_data, lie)}
        files |= {path: data for path, data in common.items() if data is not None}
        # What versions share follows the data, not the version: it stays as it is.
        shared = _below(NEWEST, _files(published, NEWEST, _stays))
        older = _current(Release(target, versions[target].title, files)) | shared
        return Change(f"Let {NEWEST} be {target}", versions, (NEWEST,), older)

    return plan


def data_before(published: Published, name: str) -> dict[str, bytes]:
    """Return the data files of the version before one of the same edition; empty if none."""
    day = name.partition(".")[0]
    older = [
        one
        for one in released(published.versions)
        if one.partition(".")[0] == day and _order(one) < _order(name)
    ]
    if not older:
        return {}
    return _below("data", _files(published, f"{max(older, key=_order)}/data"))


def title(version: Version) -> str:
    """Return what readers see in the list: «7. mars 2025, rettet 17. juni 2025»."""
    words = day_words(date.fromisoformat(version.name.partition(".")[0]))
    return f"{words}, rettet {day_words(version.day)}" if version.corrects else words


def preview_name(number: int) -> str:
    """Return the name of a pull request's preview."""
    return f"pr-{number}"


def previews(versions: Versions) -> list[int]:
    """Return the numbers of the pull requests that are shown, in order."""
    found = (PREVIEW.fullmatch(str(one.version)) for one in versions)
    return sorted(int(match[1]) for match in found if match)


def named_proposal(number: int) -> Named:
    """Return what a proposal's site is built as; ``SITE_URL`` says where all versions lie."""
    return Named(preview_name(number), home_address(), proposal=number)


def home_address() -> str:
    """Return where all versions lie; raises ``PublishError`` unless ``SITE_URL`` says it."""
    home = os.environ.get("SITE_URL", "")
    if not HOME.fullmatch(home):
        raise refuse("SITE_URL", "adressen der alle utgavene ligger, med / til slutt", repr(home))
    return home


def released(versions: Versions) -> list[str]:
    """Return the names of the published versions, previews and withdrawn ones left out."""
    shown = (one for one in versions if not (one.properties or {}).get("hidden"))
    return [str(one.version) for one in shown if is_version(str(one.version))]


def _refuse_changes(new: Release, before: Mapping[str, str]) -> None:
    changed = differences(new.files, before)
    if changed:
        rest = f" og {len(changed) - SHOWN} til" if len(changed) > SHOWN else ""
        raise refuse(
            new.version,
            "de samme filene som er publisert",
            f"{len(changed)} andre: {', '.join(changed[:SHOWN])}{rest}",
            f"En publisert utgave endres ikke. Gi den nye et nytt navn, som {_next(new.version)}.",
        )


def _next(version: str) -> str:
    day, _, number = version.partition(".")
    return f"{day}.{int(number or 0) + 1}"


def _order(version: str) -> tuple[str, int]:
    day, _, number = version.partition(".")
    return day, int(number or 0)


def _current(new: Release) -> dict[str, bytes]:
    shared = shared_files(NEWEST, new.version, new.files)
    return alias_files(NEWEST, new.version, new.files) | shared | root_files(NEWEST, new.files)


def _stays(path: str) -> bool:
    return is_shared(path) or path in {SITEMAP, WORKER, WEB_MANIFEST}


def _below(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{folder}/{path}": data for path, data in files.items()}


def _copy(versions: Versions) -> Versions:
    return Versions.loads(versions.dumps())


def _present(versions: Versions) -> str:
    found = versions.find(NEWEST)
    if found is None:
        raise refuse(NEWEST, "en publisert utgave", "ingen", "Publiser først: «make publish».")
    return str(found[0])


def _before(versions: Versions, present: str) -> str:
    older = [name for name in released(versions) if _order(name) < _order(present)]
    if not older:
        raise refuse(present, "en eldre utgave å gå tilbake til", "ingen")
    return max(older, key=_order)


def _withdraw(info: VersionInfo) -> None:
    info.set_property("hidden", value=True)
    info.set_property("trukket", value=True)


def _restore(info: VersionInfo) -> None:
    info.properties = None


def _names(versions: Versions) -> str:
    return f"Publisert er {', '.join(released(versions)) or 'ingen'}."


def _files(
    published: Published, folder: str, wanted: Callable[[str], bool] = lambda _: True
) -> dict[str, bytes]:
    paths = filter(wanted, published.blobs(folder))
    files = {path: published.read(f"{folder}/{path}") for path in paths}
    return {path: data for path, data in files.items() if data is not None}
