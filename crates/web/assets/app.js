// What pages gain when a script may run: keys, linked mentions and proposals, upload with progress, a guard for
// unsaved words. Every page works without it. It loads nothing and keeps nothing.
(() => {
  "use strict";
  const doc = document, one = (q, r = doc) => r.querySelector(q), all = (q, r = doc) => [...r.querySelectorAll(q)];
  doc.documentElement.classList.add("js");

  // A graph that is wider than the page shows what it is about.
  all(".graph").forEach((g) => {
    const here = one(".here", g);
    if (!here || g.scrollWidth <= g.clientWidth) return;
    const at = here.getBoundingClientRect(), left = g.getBoundingClientRect().left;
    g.scrollLeft += at.left - left - (g.clientWidth - at.width) / 2;
  });

  // Menus close when something else is pressed.
  doc.addEventListener("click", (e) => {
    all("details.person[open], details.menu[open]").forEach((d) => { if (!d.contains(e.target)) d.open = false; });
    const opener = e.target.closest("[data-open]");
    if (opener) one("#" + opener.dataset.open).showModal();
    const copier = e.target.closest("[data-copy]");
    if (copier) copy(copier);
    const mark = e.target.closest(".paper [data-p]");
    if (mark) choose(card(mark.dataset.p), false);
    const prop = e.target.closest(".prop");
    if (prop && !e.target.closest("a, button, input, select, textarea, summary, label")) choose(prop, true);
  });
  async function copy(button) {
    const what = button.dataset.copy === "location" ? location.href : one(button.dataset.copy).textContent;
    try { await navigator.clipboard.writeText(what); } catch { return; }
    button.classList.add("state-done");
    setTimeout(() => button.classList.remove("state-done"), 1500);
  }

  // Mentions in the text and proposals beside it.
  const card = (key) => one(`.prop[data-p="${CSS.escape(key)}"]`);
  const marks = (key) => all(`.paper [data-p="${CSS.escape(key)}"]`);
  const current = () => one(".prop.at");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  function light(key) {
    all(".lit").forEach((m) => m.classList.remove("lit"));
    if (key) marks(key).forEach((m) => m.classList.add("lit"));
  }
  function choose(prop, showText) {
    if (!prop) return;
    all(".prop.at").forEach((p) => p.classList.remove("at"));
    prop.classList.add("at");
    prop.focus({ preventScroll: true });
    prop.scrollIntoView({ block: "nearest", behavior: calm });
    light(prop.dataset.p);
    const first = marks(prop.dataset.p)[0];
    if (first && showText) first.scrollIntoView({ block: "center", behavior: calm });
  }
  doc.addEventListener("mouseover", (e) => {
    const at = e.target.closest("[data-p]");
    if (at) light(at.dataset.p); else if (one(".lit")) light(current()?.dataset.p);
  });
  function step(by) {
    const open = all(".prop[data-undecided]");
    if (!open.length) return;
    const at = current(), i = open.indexOf(at);
    let next = i + by;
    if (i < 0) next = at ? open.findIndex((p) => at.compareDocumentPosition(p) & 4) : 0;
    choose(open[Math.max(0, Math.min(open.length - 1, next))], true);
  }
  doc.addEventListener("htmx:after:swap", () => { if (one(".reading") && !current()) step(1); });

  // Keys.
  let go = 0;
  doc.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "Escape") return all("details.person[open], details.menu[open]").forEach((d) => { d.open = false; });
    if (e.target.matches("input, select, textarea")) return grid(e);
    const press = (k) => one(`[data-k="${k}"]`, current() ?? doc.createElement("i"));
    if (go && e.timeStamp - go < 1500 && /^\d$/.test(e.key)) return all(".side a")[(+e.key || 10) - 1]?.click();
    go = e.key === "g" ? e.timeStamp : 0;
    if (e.key === "?") one("#keys")?.showModal();
    else if (one(`[data-go="${CSS.escape(e.key)}"]`)) one(`[data-go="${CSS.escape(e.key)}"]`).click();
    else if (!one(".reading")) return;
    else if (e.key === "j") step(1);
    else if (e.key === "k") step(-1);
    else if (e.key === "c" || e.key === "x") press(e.key)?.click();
    else if (e.key === "e") {
      const fold = press("e");
      if (fold) { e.preventDefault(); fold.open = true; one("input:not([type=hidden]), textarea, select", fold)?.focus(); }
    }
  });

  // Entry grid: Enter and arrows move by rows; a typed number sets the state, another state empties the number.
  function grid(e) {
    if (!e.target.matches("[data-cell]") || !["Enter", "ArrowDown", "ArrowUp"].includes(e.key)) return;
    e.preventDefault();
    const cells = all("[data-cell]"), next = cells[cells.indexOf(e.target) + (e.key === "ArrowUp" ? -1 : 1)];
    if (next) { next.focus(); next.select(); }
  }
  doc.addEventListener("input", (e) => {
    const row = e.target.closest("tr");
    if (!row) return;
    const cell = one("[data-cell]", row), state = one("[data-state]", row);
    if (!cell || !state) return;
    if (e.target === cell) {
      const typed = cell.value.trim();
      state.value = typed === "" ? "not_reported" : /^0+([.,]0*)?$/.test(typed) ? "zero" : "number";
    } else if (e.target === state && state.value !== "number") cell.value = state.value === "zero" ? "0" : "";
  });

  // Words that were typed and not sent.
  let unsaved = false;
  doc.addEventListener("input", (e) => { if (e.target.closest("[data-guard]")) unsaved = true; });
  doc.addEventListener("submit", () => { unsaved = false; });
  addEventListener("beforeunload", (e) => { if (unsaved) e.preventDefault(); });

  // Upload.
  const drop = one("[data-drop]");
  if (drop) {
    const bar = one("progress", drop), say = one("output", drop), files = one("input[type=file]", drop);
    const over = (on) => (e) => { e.preventDefault(); drop.classList.toggle("over", on); };
    drop.addEventListener("dragover", over(true));
    drop.addEventListener("dragleave", over(false));
    drop.addEventListener("drop", (e) => { over(false)(e); if (e.dataTransfer.files.length) { files.files = e.dataTransfer.files; drop.requestSubmit(); } });
    drop.addEventListener("submit", (e) => {
      e.preventDefault();
      const send = new XMLHttpRequest();
      const lost = () => { bar.hidden = true; say.textContent = drop.dataset.lost; };
      bar.hidden = false;
      send.upload.onprogress = (p) => { if (p.lengthComputable) bar.value = (100 * p.loaded) / p.total; };
      send.upload.onload = () => { say.textContent = drop.dataset.done; };
      send.onerror = send.onabort = lost;
      send.onload = () => {
        // The answer is a page: the list after a redirect, or a refusal with its reason.
        doc.open(); doc.write(send.responseText); doc.close();
        history.replaceState(null, "", send.responseURL);
      };
      send.open("POST", drop.action);
      send.send(new FormData(drop));
    });
  }
})();
