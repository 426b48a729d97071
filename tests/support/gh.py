"""The host's tool: answers from a folder of objects, keeps comments there, notes what it was asked.

It knows as much of the tool's query language as our scripts use: a path, words with paths in them,
and the choice of a comment by its author and its beginning.
"""

import json
from collections.abc import Mapping
from pathlib import Path

PROGRAM = r"""#!/usr/bin/env python3
import json, os, re, sys
from pathlib import Path
store = Path(os.environ["GH_STORE"])
asked = sys.argv[1:]
with (store / "asked.jsonl").open("a") as log:
    log.write(json.dumps(asked) + "\n")
path = next(one for one in asked if one.startswith("repos/")).removeprefix("repos/{owner}/{repo}/")
query = asked[asked.index("--jq") + 1] if "--jq" in asked else ""
objects = json.loads((store / "objects.json").read_text())
body = next((one for one in asked if one.startswith("body=@")), "")
def at(value, way):
    for name in way.strip(".").split("."):
        value = value[name]
    return value
if body:
    objects["posted"] = Path(body.removeprefix("body=@")).read_text()
    (store / "objects.json").write_text(json.dumps(objects))
elif path.endswith("/comments"):
    found = objects.get("comments", [])
    for wanted in re.findall(r'\.user\.login == "([^"]*)"', query):
        found = [one for one in found if one["user"]["login"] == wanted]
    for wanted in re.findall(r'startswith\("([^"]*)"\)', query):
        found = [one for one in found if one["body"].startswith(wanted)]
    print("\n".join(str(one["id"]) for one in found))
elif path not in objects:
    print('{"message":"Not Found"}')
    sys.exit("gh: Not Found (HTTP 404)")
elif query.startswith('"'):
    print(re.sub(r"\\\(([\w.]+)\)", lambda m: at(objects[path], m[1]), query[1:-1]))
else:
    print(at(objects[path], query))
"""


def install(place: Path, objects: Mapping[str, object]) -> dict[str, str]:
    """Put the tool and a ``make`` that does nothing in a folder; return what finds them."""
    (place / "bin").mkdir(exist_ok=True)
    for name, program in {"gh": PROGRAM, "make": "#!/bin/sh\n"}.items():
        (place / "bin" / name).write_text(program, encoding="utf-8")
        (place / "bin" / name).chmod(0o755)
    (place / "asked.jsonl").touch()
    (place / "objects.json").write_text(json.dumps(objects), encoding="utf-8")
    return {"GH_STORE": str(place), "GH_BIN": str(place / "bin"), "GH_REPO": "eier/lager"}


def asked(place: Path) -> list[list[str]]:
    """Return what the tool was asked, each as its words."""
    return [json.loads(line) for line in (place / "asked.jsonl").read_text("utf-8").splitlines()]


def posted(place: Path) -> str:
    """Return the comment it was given last."""
    return str(json.loads((place / "objects.json").read_text(encoding="utf-8"))["posted"])
