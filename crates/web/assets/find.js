// Search from every page: a dialog that asks while one types. Ctrl+K or / opens it, arrows choose, Enter opens what is
// chosen or the page of all, Esc closes it. Every page works without it: the field in its head leads to the same page.
(() => {
  "use strict";
  const doc = document, one = (q, r) => r.querySelector(q), all = (q, r) => [...r.querySelectorAll(q)];
  const finder = doc.querySelector("#finder");
  if (!finder) return;
  const field = one("input", finder), out = one(".out", finder), said = one("[role=status]", finder);
  const options = () => all("[role=option]", out);
  let timer = 0, asking = null;
  const at = () => options().findIndex((o) => o.getAttribute("aria-selected") === "true");
  const pick = (i) => options().forEach((o, n) => {
    o.setAttribute("aria-selected", n === i);
    if (n !== i) return;
    field.setAttribute("aria-activedescendant", o.id);
    o.scrollIntoView({ block: "nearest" });
  });
  const show = (html) => {
    out.innerHTML = html;
    field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-expanded", options().length > 0);
    said.textContent = one("[data-said]", out)?.textContent ?? "";
  };
  const plain = (words) => { out.textContent = words; show(`<p class="dim">${out.innerHTML}</p>`); };
  async function ask() {
    asking?.abort();
    const words = field.value;
    if (!words.trim()) return plain(out.dataset.hint);
    asking = new AbortController();
    try {
      const answer = await fetch("/search/part?q=" + encodeURIComponent(words), { signal: asking.signal, headers: { "hx-request": "true" } });
      const away = answer.headers.get("hx-redirect");
      if (away) return location.assign(away);
      if (!answer.ok) throw new Error(answer.status);
      show(await answer.text());
    } catch (e) { if (e.name !== "AbortError") plain(out.dataset.lost); }
  }
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
  field.addEventListener("keydown", (e) => {
    const n = options().length, chosen = options()[at()];
    if (e.key === "Enter" && chosen && !e.isComposing) { e.preventDefault(); location.assign(chosen.href); finder.close(); }
    else if (n && (e.key === "ArrowDown" || e.key === "ArrowUp")) {
      e.preventDefault();
      const down = e.key === "ArrowDown";
      pick(at() < 0 ? (down ? 0 : n - 1) : (at() + (down ? 1 : n - 1)) % n);
    }
  });
  out.addEventListener("click", (e) => { if (e.target.closest("a") && !e.ctrlKey && !e.metaKey) finder.close(); });
  finder.addEventListener("click", (e) => { if (e.target === finder) finder.close(); });
  function find() {
    if (finder.open) return;
    doc.querySelectorAll("dialog[open]").forEach((d) => d.close());
    finder.showModal();
    field.focus();
    field.select();
  }
  doc.addEventListener("keydown", (e) => {
    const ctrl = e.ctrlKey || e.metaKey, typing = e.target.matches("input, select, textarea");
    const asked = ctrl ? e.key.toLowerCase() === "k" && !e.shiftKey : e.key === "/" && !typing;
    if (asked && !e.altKey) { e.preventDefault(); find(); }
  });
})();
