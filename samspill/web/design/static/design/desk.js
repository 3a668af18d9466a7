// Keyboard shortcuts of the desk. Whatever carries data-key is pressed (or, a field, entered) by that key; "g i" is two
// keys after each other. In a list j and k go to the next row and the one before, a row's own number (data-number) goes
// there, Enter opens it and x takes its next step. Nothing happens while somebody writes.
(() => {
  const waitForSecondKey = 1200;
  let first = "";
  const writing = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  const keys = document.getElementById("keys");
  const showKeys = () => keys && !keys.open && keys.showModal();

  const rows = () => [...document.querySelectorAll("main .rows > li")].filter((row) => row.querySelector("a[href]"));
  const goTo = (row) => {
    if (row) row.querySelector("a[href]").focus();
    return Boolean(row);
  };
  const move = (step) => {
    const all = rows();
    const at = all.findIndex((row) => row.contains(document.activeElement));
    return goTo(at < 0 ? all[0] : all[at + step]);
  };
  const nextStep = () => {
    const row = rows().find((one) => one.contains(document.activeElement));
    const button = row && row.querySelector(".actions .ds-button");
    if (button) button.click();
    return Boolean(button);
  };
  const inLists = (key) => {
    if (/^[1-9]$/.test(key)) return goTo(document.querySelector(`main [data-number="${key}"]`));
    const act = { j: () => move(1), k: () => move(-1), x: nextStep }[key];
    return Boolean(act) && act();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || writing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "?") return showKeys();
    const combination = first ? `${first} ${event.key}` : event.key;
    const keyed = [...document.querySelectorAll("[data-key]")];
    const target = keyed.find((one) => one.dataset.key === combination);
    first = !target && keyed.some((one) => one.dataset.key.startsWith(`${event.key} `)) ? event.key : "";
    if (first) setTimeout(() => { first = ""; }, waitForSecondKey);
    if (!target) {
      if (!first && inLists(event.key)) event.preventDefault();
      return;
    }
    event.preventDefault();
    if (writing(target)) target.focus(); else target.click();
  });

  for (const button of document.querySelectorAll("[data-key-help]")) {
    button.hidden = false;
    button.addEventListener("click", showKeys);
  }

  // A menu closes when one presses outside it, or Escape.
  const close = (keep) => document.querySelectorAll("details.drop[open], .side details[open]").forEach((menu) => {
    if (!keep || !menu.contains(keep)) menu.open = false;
  });
  document.addEventListener("click", (event) => close(event.target));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
})();
