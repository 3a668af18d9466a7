// «Near me»: asks the phone where it is, rounds it to about a kilometre, and asks the page again. Without this script one
// chooses a part of town and how far around it.
(() => {
  const button = document.querySelector("[data-near]");
  if (!button || !navigator.geolocation) return;
  const told = document.querySelector("[data-near-told]");
  const round = (degrees) => Math.round(degrees * 100) / 100;
  const found = ({ coords }) => {
    const address = new URL(location.href);
    address.searchParams.delete("where");
    address.searchParams.set("near", `${round(coords.latitude)},${round(coords.longitude)}`);
    location.assign(address);
  };
  const refused = () => { told.textContent = told.dataset.refused; };
  button.addEventListener("click", () => navigator.geolocation.getCurrentPosition(found, refused, { timeout: 10000, maximumAge: 600000 }));
  button.closest("[hidden]").hidden = false;
})();
