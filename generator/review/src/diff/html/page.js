// Filters the changes of a page; the filters stand behind the # of its address: #wire=breaking&rust=major&in=r3&q=sid.
(() => {
  "use strict";
  const form = document.querySelector(".filters");
  if (!form) return;
  document.documentElement.classList.add("js");
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const nothing = document.querySelector(".nothing");
  const reset = form.querySelector("button");
  const changes = all(".change").map((element) => ({
    element,
    // What changes have in common stands above them.
    text: `${element.closest(".unit").querySelector("h3")?.textContent} ${element.closest(".batch").querySelector(".head").textContent} ${
      element.closest(".batch").querySelector(".reason")?.textContent
    } ${element.textContent}`.toLowerCase(),
    within: element.dataset.in.split(" "),
  }));
  // The resource or operation that was chosen in the picture.
  let group = null;

  const chosen = (name) => all(`input[name=${name}]:checked`, form).map((input) => input.value);

  function isShown(change, state) {
    const { wire, rust } = change.element.dataset;
    return (
      (state.wire.length === 0 || state.wire.includes(wire)) &&
      (state.rust.length === 0 || state.rust.includes(rust)) &&
      (group === null || change.within.includes(group)) &&
      state.words.every((word) => change.text.includes(word))
    );
  }

  // What has no change left is hidden, too.
  function hideEmpty(selector) {
    for (const element of all(selector)) {
      element.hidden = !element.querySelector(".change:not([hidden])");
    }
  }

  function nameOf(id) {
    const heading = document.getElementById(id)?.querySelector("h2, h3");
    return heading ? heading.lastChild.textContent.trim() : id;
  }

  function apply() {
    const words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const state = { wire: chosen("wire"), rust: chosen("rust"), words };
    let count = 0;
    for (const change of changes) {
      const shown = isShown(change, state);
      change.element.hidden = !shown;
      count += shown ? 1 : 0;
    }
    hideEmpty(".batch");
    hideEmpty(".unit");
    hideEmpty(".group");
    for (const link of all("a[data-in]")) {
      link.classList.toggle("chosen", link.dataset.in === group);
      const target = document.getElementById(link.dataset.in);
      link.classList.toggle("filtered", group === null && Boolean(target) && target.hidden);
    }
    const isFiltered = group !== null || state.wire.length + state.rust.length + words.length > 0;
    nothing.hidden = count > 0;
    reset.hidden = !isFiltered;
    const within = group === null ? "" : ` in ${nameOf(group)}`;
    form.elements.state.value = isFiltered
      ? `${count} of ${changes.length} shown${within}`
      : `${changes.length} shown`;
    return state;
  }

  function remember() {
    const state = apply();
    const parts = [];
    for (const name of ["wire", "rust"]) {
      if (state[name].length > 0) parts.push(`${name}=${state[name].join(",")}`);
    }
    if (group !== null) parts.push(`in=${encodeURIComponent(group)}`);
    const text = form.elements.q.value.trim();
    if (text) parts.push(`q=${encodeURIComponent(text)}`);
    history.replaceState(null, "", parts.length > 0 ? `#${parts.join("&")}` : "#");
  }

  // Takes the filters from the address; another fragment is an anchor of the page.
  function recall() {
    const hash = location.hash.slice(1);
    const asked = new URLSearchParams(hash.includes("=") ? hash : "");
    for (const name of ["wire", "rust"]) {
      const values = (asked.get(name) ?? "").split(",");
      for (const input of all(`input[name=${name}]`, form)) {
        input.checked = values.includes(input.value) && !input.disabled;
      }
    }
    form.elements.q.value = asked.get("q") ?? "";
    const within = asked.get("in");
    group = changes.some((change) => change.within.includes(within)) ? within : null;
    apply();
  }

  function choose(id) {
    group = group === id ? null : id;
    remember();
    if (group !== null) document.getElementById(group).scrollIntoView();
  }

  form.addEventListener("input", remember);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const input of all("input[type=checkbox]", form)) input.checked = false;
    form.elements.q.value = "";
    group = null;
    remember();
    form.elements.q.focus();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-in]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(link.dataset.in);
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target === form.elements.q;
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      form.elements.q.focus();
    } else if (event.key === "Escape" && !reset.hidden) {
      form.reset();
    }
  });
  addEventListener("hashchange", recall);
  recall();
})();
