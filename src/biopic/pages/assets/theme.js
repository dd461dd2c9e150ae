// Keep the reader's choice of a light or dark page, and offer the other one. Without scripts the system's choice holds.
const root = document.documentElement;

function kept() {
  try { return localStorage.getItem("biopic-theme"); } catch { return null; }
}

function keep(theme) {
  try { localStorage.setItem("biopic-theme", theme); } catch { /* a page from a folder may keep nothing */ }
}

function current() {
  return root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

const choice = kept();
if (choice === "dark" || choice === "light") root.dataset.theme = choice;

document.addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector("[data-theme-switch]");
  const name = () => { button.textContent = current() === "dark" ? button.dataset.light : button.dataset.dark; };
  button.addEventListener("click", () => {
    root.dataset.theme = current() === "dark" ? "light" : "dark";
    keep(root.dataset.theme);
    name();
  });
  name();
  button.hidden = false;
});
