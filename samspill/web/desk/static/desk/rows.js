// Typing in answers: the number of a row goes there, arrows move, j is yes, n is no, s is later, i that nobody answered;
// other buttons have their own key. And what asking costs, as people are ticked. Without this script the same is done
// with Tab, buttons, and the sum as it was proposed.
(() => {
  const writing = (element) => /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && element.type !== "checkbox";
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.querySelector(".answer, [data-row-key]"));
  let digits = "";
  let forget = 0;

  const goTo = (row) => {
    if (row) row.focus();
    return Boolean(row);
  };
  const byNumber = (key) => {
    digits += key;
    clearTimeout(forget);
    forget = setTimeout(() => { digits = ""; }, 900);
    return goTo(rows().find((row) => row.dataset.row === digits));
  };
  const answer = (row, value) => {
    const button = row.querySelector(`.answer [value=${value}]`);
    if (button) button.click();
    return Boolean(button);
  };
  const move = (row, step) => goTo(rows()[rows().indexOf(row) + step]);
  // A button may name a key of its own within its row: data-row-key="i" for «not reached».
  const press = (row, key) => {
    const button = [...row.querySelectorAll("[data-row-key]")].find((one) => one.dataset.rowKey.split(" ").includes(key));
    return button && (() => { button.click(); return true; });
  };
  const inRow = (row, key) => press(row, key) || ({
    j: () => answer(row, "yes"),
    y: () => answer(row, "yes"),
    n: () => answer(row, "no"),
    s: () => answer(row, "later"),
    i: () => answer(row, "none"),
    ArrowDown: () => move(row, 1),
    ArrowUp: () => move(row, -1),
  }[key]);

  // Before the desk's own keys, where n means a new request.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
    const row = event.target.closest && event.target.closest("[data-row]");
    const act = (row && inRow(row, event.key)) || (/^\d$/.test(event.key) && (() => byNumber(event.key)));
    if (act && act()) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  document.addEventListener("change", (event) => {
    const form = event.target.closest && event.target.closest(".asking");
    const total = form && form.querySelector("[data-total]");
    if (!total) return;
    const ore = form.querySelectorAll("[data-sms]:checked").length * Number(form.dataset.each);
    const language = document.documentElement.lang;
    total.textContent = `${(ore / 100).toLocaleString(language, { minimumFractionDigits: 2 })} kr`;
  });

  // What is folded stays as it was opened or closed, also when the page around it changes by itself.
  const isOpen = {};
  document.addEventListener("click", (event) => {
    const summary = event.target.closest && event.target.closest("#standing details[id] > summary");
    if (summary) isOpen[summary.parentElement.id] = !summary.parentElement.open;
  }, true);
  document.addEventListener("toggle", (event) => {
    const wanted = isOpen[event.target.id];
    if (wanted !== undefined && event.target.open !== wanted) event.target.open = wanted;
  }, true);
})();
