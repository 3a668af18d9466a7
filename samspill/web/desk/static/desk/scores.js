// Typing in how it goes: the letter of a row goes there, a digit from 1 to 5 marks the number and goes on to the words, and
// Enter saves. Without this script the same is done with Tab, the arrows and the button.
(() => {
  const writing = (element) => /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && element.type !== "radio";
  const rowOf = (element) => element.closest && element.closest("[data-letter]");

  const goTo = (row) => {
    if (row) row.focus();
    return Boolean(row);
  };
  const mark = (row, digit) => {
    const radio = row.querySelector(`.score [value="${digit}"]`);
    if (!radio) return false;
    radio.checked = true;
    row.querySelector("[name=words]").focus();
    return true;
  };

  // Before the desk's own keys.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
    const row = rowOf(event.target);
    const done = row && /^[1-5]$/.test(event.key)
      ? mark(row, event.key)
      : /^[a-z]$/.test(event.key) && goTo(document.querySelector(`[data-letter="${event.key}"]`));
    if (done) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
})();
