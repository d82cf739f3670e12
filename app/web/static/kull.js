// What a browser with JavaScript does better. Every page works without it.
"use strict";

// A form is sent once: the button says so, and a second press does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
});

// Coming back to a page by the browser's own button, its forms may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

// A file that is too large is told of before it is sent.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (!input.matches("input[type=file][data-most]")) return;
  const isLarge = [...input.files].some((file) => file.size > Number(input.dataset.most));
  input.setCustomValidity(isLarge ? input.dataset.tooLarge : "");
  input.reportValidity();
});

// What is folded under «Detaljer» can be copied whole.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const around = button.parentElement;
  const facts = [...around.querySelectorAll("dl > div, pre")].map((fact) =>
    fact.tagName === "PRE" ? fact.textContent : [...fact.children].map((part) => part.textContent).join(": "),
  );
  navigator.clipboard.writeText(facts.join("\n")).then(() => {
    const told = around.querySelector("[data-copied]");
    told.textContent = told.dataset.copied;
  });
});

function enliven() {
  for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = !navigator.clipboard;
}
document.addEventListener("DOMContentLoaded", enliven);
document.addEventListener("htmx:after:swap", enliven);

// What must be corrected is read first.
document.addEventListener("DOMContentLoaded", () => document.getElementById("feil")?.focus());
