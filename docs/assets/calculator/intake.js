// @ts-check
// Files in: dropped anywhere on the page, picked, pasted, or one of the examples. The markup is the
// page's own; nothing here is drawn but whether something is being dragged.

/** @import { Session } from "./session.js" */
/** @import { Store } from "./store.js" */

/** The examples by the name on their button; the real one's file is named by the build. @type {Record<string, { files: string[], chosen: Record<string, string> }>} */
const EXAMPLES = {
  kommuner: { files: [], chosen: { basis: "konsern" } },
  kostra: {
    files: ["eksempelvik-0A.dat", "eksempelvik-0B.dat"],
    chosen: { navn: "Eksempelvik", landsdel: "Vestlandet", folkemengde: "8412" },
  },
  skjema: {
    files: ["eksempelvik-regnskapsskjema.csv"],
    chosen: { landsdel: "Vestlandet", folkemengde: "8412" },
  },
};

/** Listens to the intake; returns what ends it. @param {HTMLElement} root @param {Store} store @param {Session} session */
export function bindIntake(root, store, session) {
  const ended = new AbortController();
  const on = (
    /** @type {EventTarget} */ target,
    /** @type {string} */ type,
    /** @type {(event: any) => void} */ act,
  ) => target.addEventListener(type, act, { signal: ended.signal });
  for (const one of root.querySelectorAll("fieldset[disabled]")) one.removeAttribute("disabled");
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (
    root.querySelectorAll("input[type=file]")
  ))
    on(field, "change", () => {
      const files = [...(field.files ?? [])];
      field.value = ""; // the same file may be picked again, changed
      session[field.dataset.til === "flere" ? "add" : "take"](files);
    });
  for (const button of root.querySelectorAll("[data-eksempel]")) {
    const { files, chosen } = EXAMPLES[button.getAttribute("data-eksempel") ?? ""];
    const names = () => (files.length ? files : [store.state.names?.kommunefil ?? ""]);
    on(button, "click", () => session.example(names(), chosen));
  }
  const field = /** @type {HTMLTextAreaElement} */ (root.querySelector(".inntak__lim textarea"));
  const read = /** @type {Element} */ (root.querySelector(".inntak__lim button"));
  on(read, "click", () => session.paste(field.value));
  on(document, "paste", (/** @type {ClipboardEvent} */ { target, clipboardData }) => {
    if (target instanceof Element && target.closest("input, textarea, [contenteditable]")) return;
    const files = [...(clipboardData?.files ?? [])];
    if (files.length) session.take(files);
    else session.paste(clipboardData?.getData("text/plain") ?? "");
  });
  const over = (/** @type {boolean} */ is) => root.classList.toggle("regn--slipp", is);
  on(document, "dragover", (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    over(true);
  });
  on(
    document,
    "dragleave",
    (/** @type {DragEvent} */ event) => !event.relatedTarget && over(false),
  );
  on(document, "drop", (/** @type {DragEvent} */ event) => {
    over(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    session.take(files);
  });
  const stop = store.listen(({ files }, changed) => {
    if (!changed.has("files")) return;
    root.classList.toggle("regn--har-filer", files.length > 0);
    if (!files.length) field.value = ""; // what was pasted is forgotten too
  });
  return () => {
    ended.abort();
    stop();
  };
}
