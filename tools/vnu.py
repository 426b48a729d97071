"""Holds a built site against W3C's Nu Html Checker: ``tools/vnu.py [SITE]``. Needs Java 17.

Not among the tests, for Java is not among what the project needs. The checker is 32 MB, fetched
once from npm and held against its checksum. What is left as it is, and why, stands in
``tests/cases/html/exceptions.toml``; all else is printed, as is an exception that says nothing.
"""

import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXCEPTIONS = ROOT / "tests/cases/html/exceptions.toml"
CACHE = ROOT / "build/cache"
PACKAGE = "vnu-jar@26.9.27"
SHA512 = (
    "4e441de4315f39a582f5e6edbe8cd3b2b1f655aa1dde3620faface791133217c"
    "417b12f3f7ead2d8336d8e7efe44f5226618258b44a0860057e9125135e6b428"
)
JAR = "package/build/dist/vnu.jar"


def main() -> int:
    """Return 1 where something is said that is not agreed to."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site").resolve()
    listed = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8"))["exception"]
    agreed = [one["says"] for one in listed if "vnu" in one["tools"]]
    java = ["java", "-Xss4m", "-jar", str(_checker())]
    command = [*java, "--stdout", "--format", "json", "--skip-non-html", str(site)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    said = json.loads(done.stdout)["messages"]
    words = [one["message"] for one in said]
    left = [one for one in said if not any(re.search(ok, one["message"]) for ok in agreed)]
    unsaid = [ok for ok in agreed if not any(re.search(ok, one) for one in words)]
    for one in left:
        page = one["url"].partition(f"{site}/")[2]
        print(f"{page}:{one.get('lastLine', '')}: {one['message']}")
    for ok in unsaid:
        print(f"{EXCEPTIONS.name}: nothing says so any more: {ok}")
    print(f"{len(list(site.rglob('*.html')))} pages, {len(said)} messages, {len(left)} left")
    return 1 if left or unsaid or not said else 0


def _checker() -> Path:
    path = CACHE / f"{PACKAGE}.jar"
    if not path.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        npm = ["npm", "pack", PACKAGE, "--silent", "--pack-destination", str(CACHE)]
        name = subprocess.run(npm, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
        packed = (CACHE / name).read_bytes()
        (CACHE / name).unlink()
        if hashlib.sha512(packed).hexdigest() != SHA512:
            sys.exit(f"{PACKAGE}: not the file that was looked at")
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            if member := archive.extractfile(JAR):
                path.write_bytes(member.read())
    return path


if __name__ == "__main__":
    sys.exit(main())
