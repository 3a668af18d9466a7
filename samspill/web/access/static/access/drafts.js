// A long form saves itself a while after the last key. Without this script the button «go on later» does the same.
(() => {
  const form = document.querySelector("form[data-saves-itself]");
  if (!form) return;
  const told = document.getElementById("saved");
  let waiting = 0;
  const save = async () => {
    const what = new FormData(form);
    what.set("later", "1");
    what.set("quietly", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body: what, credentials: "same-origin" });
      if (answer.ok && told) told.hidden = false;
    } catch { /* It is tried again at the next key. */ }
  };
  form.addEventListener("input", () => {
    if (told) told.hidden = true;
    clearTimeout(waiting);
    waiting = setTimeout(save, 1500);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
})();
