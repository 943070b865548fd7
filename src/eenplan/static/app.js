// Small helps that every page also works without.

// An error summary takes the focus after HTMX swapped it in; on a full load `autofocus` does.
document.addEventListener("htmx:afterSwap", (event) => {
  const summary = event.target.querySelector("[data-error-summary]");
  if (summary) summary.focus();
});

// A form that is being sent cannot be sent twice by an impatient click; the server has the last word.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sending) event.preventDefault();
  form.dataset.sending = "1";
  window.setTimeout(() => delete form.dataset.sending, 8000);
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sending]").forEach((form) => delete form.dataset.sending);
});

// Ctrl+K (or Cmd+K) goes to the search field, or to the search page.
document.addEventListener("keydown", (event) => {
  if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  const field = document.querySelector("[data-search]");
  if (field) field.focus();
  else window.location.assign("/zoeken/");
});
