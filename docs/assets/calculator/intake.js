// @ts-check
// Files in: dropped anywhere on the page, picked, pasted, or one of the examples. The markup is the
// page's own; nothing here is drawn but whether something is being dragged.

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./session.js").Session} Session */

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

/**
 * Listens to the intake; returns what ends it.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {Session} session
 */
export function bindIntake(root, store, session) {
  const ended = new AbortController();
  const { signal } = ended;
  for (const one of root.querySelectorAll("fieldset[disabled]")) one.removeAttribute("disabled");
  bindPickers(root, session, signal);
  bindPasting(root, session, signal);
  bindDropping(root, session, signal);
  for (const button of root.querySelectorAll("[data-eksempel]")) {
    const { files, chosen } = EXAMPLES[button.getAttribute("data-eksempel") ?? ""];
    const names = () => (files.length ? files : [store.state.names?.kommunefil ?? ""]);
    button.addEventListener("click", () => session.example(names(), chosen), { signal });
  }
  const show = () => root.classList.toggle("regn--har-filer", store.state.files.length > 0);
  const stop = store.listen((_, changed) => changed.has("files") && show());
  return () => {
    ended.abort();
    stop();
  };
}

/** @param {HTMLElement} root @param {Session} session @param {AbortSignal} signal */
function bindPickers(root, session, signal) {
  for (const input of root.querySelectorAll("input[type=file]")) {
    const field = /** @type {HTMLInputElement} */ (input);
    const take = () => {
      const files = [...(field.files ?? [])];
      field.value = ""; // the same file may be picked again, changed
      session[field.dataset.til === "flere" ? "add" : "take"](files);
    };
    field.addEventListener("change", take, { signal });
  }
}

/** @param {HTMLElement} root @param {Session} session @param {AbortSignal} signal */
function bindPasting(root, session, signal) {
  const field = /** @type {HTMLTextAreaElement} */ (root.querySelector(".inntak__lim textarea"));
  root
    .querySelector(".inntak__lim button")
    ?.addEventListener("click", () => session.paste(field.value), { signal });
  document.addEventListener(
    "paste",
    (event) => {
      if (
        event.target instanceof Element &&
        event.target.closest("input, textarea, [contenteditable]")
      )
        return;
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length) session.take(files);
      else session.paste(event.clipboardData?.getData("text/plain") ?? "");
    },
    { signal },
  );
}

/** @param {HTMLElement} root @param {Session} session @param {AbortSignal} signal */
function bindDropping(root, session, signal) {
  const over = (/** @type {boolean} */ on) => root.classList.toggle("regn--slipp", on);
  document.addEventListener(
    "dragover",
    (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      over(true);
    },
    { signal },
  );
  document.addEventListener("dragleave", (event) => !event.relatedTarget && over(false), {
    signal,
  });
  document.addEventListener(
    "drop",
    (event) => {
      over(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (!files.length) return;
      event.preventDefault();
      session.take(files);
    },
    { signal },
  );
}
