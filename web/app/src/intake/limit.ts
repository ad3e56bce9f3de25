/** How much a choice of files holds, in bytes. */
export function total(files: Iterable<{ size: number }>): number {
  let bytes = 0;
  for (const file of files) bytes += file.size;
  return bytes;
}

/**
 * Says before anything is sent that a choice is larger than the form takes:
 * `data-limit` holds the bytes, `data-too-large` the sentence. The server refuses it
 * all the same, but only after minutes.
 */
export function refuseTooLarge(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type="file"]');
  if (!input) return;
  form.addEventListener(
    "submit",
    (event) => {
      const over = total(input.files ?? []) > Number(form.dataset["limit"]);
      show(form, over ? (form.dataset["tooLarge"] ?? "") : "");
      if (!over) return;
      event.preventDefault();
      event.stopImmediatePropagation(); // nothing is being sent, so nothing is to be said of it
      form.querySelector<HTMLElement>("#file")?.focus();
    },
    { capture: true },
  );
}

function show(form: HTMLFormElement, words: string): void {
  const group = form.querySelector<HTMLElement>("[data-upload-group]");
  const wrapper = group?.querySelector(".govuk-file-upload-wrapper");
  if (!group || !wrapper) return;
  group.classList.toggle("govuk-form-group--error", words !== "");
  for (const old of group.querySelectorAll(".govuk-error-message")) old.remove();
  if (!words) return;
  const line = form.ownerDocument.createElement("p");
  line.className = "govuk-error-message";
  line.setAttribute("role", "alert");
  line.textContent = words;
  group.insertBefore(line, wrapper);
}
