import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { FileUpload } from "govuk-frontend/dist/govuk/components/file-upload/file-upload.mjs";
import { follow } from "./follow.ts";
import { refuseTooLarge } from "./limit.ts";

/** Enhances what brings files in: the drop zone, its errors, the progress of an import. */
export function start(page: Document): void {
  page.body.classList.add("govuk-frontend-supported");
  for (const root of page.querySelectorAll('[data-module="govuk-file-upload"]')) dropZone(root);
  for (const root of page.querySelectorAll('[data-module="govuk-error-summary"]')) new ErrorSummary(root);
  for (const form of page.querySelectorAll<HTMLFormElement>("form[data-upload]")) refuseTooLarge(form);
  for (const element of page.querySelectorAll<HTMLElement>("[data-import]")) follow(element);
}

/**
 * The component's button takes its name from its label and its own words, with a hidden
 * comma between: who speaks to the page says what is seen, which has none.
 */
function dropZone(root: Element): void {
  new FileUpload(root);
  root.querySelector('[id$="-comma"]')?.remove();
}
