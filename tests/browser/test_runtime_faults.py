"""What can go wrong with a start, each thing made to happen, and told as what it is."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import ConsoleMessage, Page, Route

from kommuneindikatorer.session import compute_json
from support.accounts import account_cases, choices_of, files_of
from support.browsing import Open
from support.core import begin, computed, start
from support.hosting import Site
from support.workbooks import workbook_of

SAMPLE = [
    ("mal.csv", b"aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat\n2024;4601;9;1\n")
]
HTML = "<!doctype html><title>Logg inn</title>"
type Answer = Callable[[Route], None]


def missing(route: Route) -> None:
    route.fulfill(status=404, body=HTML, content_type="text/html")


def a_page(route: Route) -> None:
    route.fulfill(status=200, body=HTML, content_type="text/html")


def offline(route: Route) -> None:
    route.abort("internetdisconnected")


def cut(route: Route) -> None:
    response = route.fetch()
    route.fulfill(response=response, body=response.body()[:-1000])


def altered(route: Route) -> None:
    response = route.fetch()
    body = bytearray(response.body())
    body[len(body) // 2] ^= 1
    route.fulfill(response=response, body=bytes(body))


def altered_in_its_head(route: Route) -> None:
    """Change when it was packed: what is unpacked is the same, and only a checksum tells."""
    response = route.fetch()
    body = bytearray(response.body())
    body[4] ^= 1
    route.fulfill(response=response, body=bytes(body))


def silent(_: Route) -> None:
    """Never answer."""


def broken_on(open_page: Open, site: Site, **answers: Answer) -> Page:
    """Open a page where the files named (dots as in `wasm_bin`) are answered otherwise."""
    page: Page = open_page(service_workers="block").page
    for name, answer in answers.items():
        page.context.route(re.compile(re.escape(f"/{name.replace('_', '.')}") + "$"), answer)
    page.goto(site.url)
    return page


@pytest.mark.parametrize(
    ("file", "answer", "told"),
    [
        ("manifest_json", missing, ("list", "missing")),
        ("manifest_json", a_page, ("list", "not_wasm")),
        ("manifest_json", offline, ("list", "offline")),
        ("wasm_bin", missing, ("fetch", "missing")),
        ("wasm_bin", a_page, ("fetch", "not_wasm")),
        ("wasm_bin", offline, ("fetch", "offline")),
        ("wasm_bin", cut, ("fetch", "damaged")),
        ("wasm_bin", altered, ("fetch", "damaged")),
        ("wasm_bin", altered_in_its_head, ("fetch", "damaged")),
        ("pyodide_asm_mjs", missing, ("fetch", "missing")),
    ],
)
def test_a_start_that_fails_names_its_stage_and_why(
    site: Site, open_page: Open, file: str, answer: Answer, told: tuple[str, str]
) -> None:
    page = broken_on(open_page, site, **{file: answer})
    failure = start(page, site.url)["failure"]
    assert (failure["stage"], failure["reason"]) == told, failure
    assert failure["message"].endswith(".")
    assert failure["remedy"].endswith(".")


def test_a_worker_whose_own_file_is_missing_is_told(site: Site, open_page: Open) -> None:
    page = broken_on(open_page, site, worker_js=missing)
    assert start(page, site.url)["failure"]["reason"] == "crashed"


@pytest.mark.parametrize("answer", [a_page, offline, cut, altered])
def test_an_image_that_is_of_no_use_is_told_of_in_the_console_only(
    site: Site, open_page: Open, answer: Answer
) -> None:
    page = broken_on(open_page, site, image_bin=answer)
    with page.expect_console_message(of_no_use) as told:
        begin(page, site.url)  # how the ordinary start goes on is the next test's
    assert told.value.type == "info"


def of_no_use(message: ConsoleMessage) -> bool:
    return message.text.startswith("The memory image was of no use")


def test_started_the_ordinary_way_it_computes_every_case_and_an_excel_file(
    site: Site, open_page: Open
) -> None:
    page = broken_on(open_page, site, image_bin=missing)
    with page.expect_console_message(of_no_use):
        assert start(page, site.url)["way"] == "ordinary"
    assert '"format": "mal"' in computed(page, SAMPLE)
    for name, case in account_cases():
        files, chosen = files_of(case), choices_of(case)
        assert computed(page, files, chosen) == compute_json(files, chosen), name
    book = [("bok.xlsx", workbook_of(Ark=[["aar", "kommunenummer"], [2024, "4601"]]))]
    assert computed(page, book) == compute_json(book, {})


@pytest.mark.parametrize(
    ("answer", "reason"), [(missing, "missing"), (a_page, "not_wasm"), (altered, "damaged")]
)
def test_the_ordinary_way_takes_only_the_wheel_that_the_lock_file_names(
    site: Site, open_page: Open, answer: Answer, reason: str
) -> None:
    page = broken_on(open_page, site, image_bin=missing)
    page.context.route(re.compile(r"/kommuneindikatorer-[^/]+\.whl$"), answer)
    failure = start(page, site.url)["failure"]
    assert (failure["stage"], failure["reason"]) == ("fetch", reason), failure


def test_an_image_of_another_pyodide_is_refused_and_python_starts_the_ordinary_way(
    site: Site, open_page: Open
) -> None:
    def of_another(route: Route) -> None:
        response = route.fetch()
        text = response.text()
        assert "this.map=" in text  # after the head, in the worker as it is joined
        route.fulfill(
            response=response, body=text.replace("this.map=", "this.head[0]^=1,this.map=", 1)
        )

    page = broken_on(open_page, site, worker_js=of_another)
    assert start(page, site.url)["way"] == "ordinary"
    assert '"format": "mal"' in computed(page, SAMPLE)


@pytest.mark.parametrize(
    ("file", "stage"), [("manifest_json", "list"), ("wasm_bin", "fetch"), ("image_bin", "fetch")]
)
def test_a_file_that_never_comes_is_waited_for_so_long_and_no_longer(
    site: Site, open_page: Open, file: str, stage: str
) -> None:
    page = broken_on(open_page, site, **{file: silent})
    failure = start(page, site.url, timeouts={stage: 1500})["failure"]
    assert (failure["stage"], failure["reason"]) == (stage, "timeout")


def test_a_second_try_succeeds_when_the_file_is_there_again(site: Site, open_page: Open) -> None:
    page = broken_on(open_page, site, wasm_bin=missing)
    assert start(page, site.url)["failure"]["reason"] == "missing"
    page.context.unroute_all()
    assert page.evaluate("window.core.retry()")["way"] == "image"
    assert '"format": "mal"' in computed(page, SAMPLE)


def test_a_worker_that_is_killed_is_noticed_and_a_second_try_computes(
    site: Site, open_page: Open
) -> None:
    def mortal(route: Route) -> None:
        response = route.fetch()
        dying = (
            "\nself.addEventListener('message', ({ data }) => { if (data.files) self.close(); });"
        )
        route.fulfill(response=response, body=response.text() + dying)

    page = broken_on(open_page, site, worker_js=mortal)
    start(page, site.url)
    told = page.evaluate(
        "window.core.compute([new File(['x'], 'x.csv')]).catch((error) => error.failure)"
    )
    assert told["reason"] == "crashed"
    page.context.unroute_all()
    page.evaluate("window.core.retry()")
    assert '"format": "mal"' in computed(page, SAMPLE)


def test_cancelling_ends_what_is_under_way_and_the_next_file_is_computed(
    site: Site, open_page: Open
) -> None:
    page = broken_on(open_page, site)
    start(page, site.url)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    told = page.evaluate(
        """async () => {
            const row = "0A2024 340100                  1100 010    40000\\n";
            const large = new File([row.repeat(400_000)], "stor.dat");
            const { promise, resolve } = Promise.withResolvers();
            const work = window.core.compute([large], {}, resolve);
            const progress = await promise;
            window.core.cancel();
            return [progress, await work.catch((error) => error.name)];
        }"""
    )
    assert told[0]["name"] == "stor.dat"
    assert 0 < told[0]["done"] < told[0]["total"]
    assert told[1] == "Cancelled"
    assert '"format": "mal"' in computed(page, SAMPLE)
    assert [url for url in asked if url.endswith((".bin", ".json"))] == []  # all is still at hand


UNITS = [
    (
        "mal.csv",
        b"aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat\n2024;4601;1000;12\n",
    )
]
ANSWERED = """async (questions) => {
    const sent = [];
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
        sent.push(message);
        return post.call(this, message, ...rest);
    };
    try {
        const asked = questions.map(([question, words]) => window.core.ask(question, words));
        return [await Promise.all(asked.map((one) => one.catch((error) => error.name))), sent];
    } finally {
        Worker.prototype.postMessage = post;
    }
}"""
QUESTIONS = [
    ["what_if", {"unit": 0, "way": "prosent", "changes": {"inntekt": "-2"}}],
    [
        "group",
        {
            "division": "alle",
            "group": "kommunene",
            "year": 2024,
            "basis": "ukjent",
            "indicator": "netto_driftsresultat",
            "figure": "vektet",
        },
    ],
    ["excerpt", {"file": "mal.csv", "first": 2, "count": 21}],
]


def test_a_question_is_a_few_words_and_after_a_cancel_the_files_are_computed_again_first(
    site: Site, open_page: Open
) -> None:
    page = broken_on(open_page, site)
    start(page, site.url)
    computed(page, UNITS)
    answers, sent = page.evaluate(ANSWERED, QUESTIONS)
    assert answers[2]["rader"][0]["celler"] == ["2024", "4601", "1000", "12"]
    assert [one["kind"] for one in sent] == ["ask"] * 3
    assert max(len(one["words"]) for one in sent) < 200
    page.evaluate("window.core.cancel()")
    again, sent = page.evaluate(ANSWERED, QUESTIONS)
    assert again == answers
    assert [one["kind"] for one in sent if one["kind"] in {"compute", "ask"}] == (
        ["compute"] + ["ask"] * 3
    )


def test_another_result_makes_a_question_about_the_last_one_obsolete(
    site: Site, open_page: Open
) -> None:
    page = broken_on(open_page, site)
    start(page, site.url)
    computed(page, UNITS)
    told = page.evaluate(
        """async () => {
            const file = new File(["aar;kommunenummer\\n"], "tom.csv");
            const work = window.core.compute([file]);
            const asked = window.core.ask("unit", { unit: 0 }).catch((error) => error.name);
            await work;
            return asked;
        }"""
    )
    assert told == "Cancelled"


def test_a_result_that_is_forgotten_is_gone_from_the_worker_too(
    site: Site, open_page: Open
) -> None:
    page = broken_on(open_page, site)
    start(page, site.url)
    computed(page, UNITS)
    page.evaluate("window.core.forget()")
    assert page.evaluate(ANSWERED, QUESTIONS[:1])[0] == ["CoreError"]
