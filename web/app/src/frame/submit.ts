/**
 * Says what is happening while a form's answer is made: `data-progress` on a form
 * holds the sentence. The button is not disabled, so that what it sends stays in
 * the form; a second press while the first is under way is ignored.
 */
export function announceSubmit(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>("form[data-progress]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset["sent"]) return event.preventDefault();
      form.dataset["sent"] = "yes";
      line(form).textContent = form.dataset["progress"] ?? "";
    });
  }
  // A page brought back by the Back button can be sent again.
  page.defaultView?.addEventListener("pageshow", () => {
    for (const form of page.querySelectorAll<HTMLFormElement>("form[data-sent]")) {
      delete form.dataset["sent"];
      line(form).textContent = "";
    }
  });
}

function line(form: HTMLFormElement): HTMLElement {
  const there = form.querySelector<HTMLElement>(".hb-progress");
  if (there) return there;
  const made = form.ownerDocument.createElement("p");
  made.className = "hb-progress govuk-body";
  made.setAttribute("role", "status");
  form.append(made);
  return made;
}
