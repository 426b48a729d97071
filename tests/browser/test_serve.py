"""The local server's own script runs under the pages' policy."""

from threading import Thread

from playwright.sync_api import expect

from sitegen.publish.serve import Server
from support.browsing import Open
from support.hosting import Site


def test_a_page_is_read_anew_when_a_source_changes(site: Site, open_page: Open) -> None:
    server = Server(lambda: None, host="127.0.0.1", port=0, root=str(site.folder), mount_path="/")
    source = site.folder.parent / "kilde"
    source.mkdir(exist_ok=True)
    server.watch(str(source))
    thread = Thread(target=server.serve)
    thread.start()
    watched = open_page()
    page = watched.page
    try:
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        page.evaluate("document.body.dataset.forrige = ''")
        (source / "note.txt").write_text("ny", encoding="utf-8")
        expect(page.locator("body:not([data-forrige])")).to_be_attached()
        assert not [fault for fault in watched.take_faults() if "policy" in fault]
    finally:
        page.goto("about:blank")
        server.shutdown()
        thread.join()
