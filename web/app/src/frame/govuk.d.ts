// GOV.UK Frontend comes without types.
declare module "govuk-frontend/dist/govuk/components/file-upload/file-upload.mjs" {
  /** Makes a file input a place to drop files on; throws where the page lacks what it needs. */
  export class FileUpload {
    constructor(root: Element);
  }
}

declare module "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs" {
  /** Moves the focus to the summary, and from its links to the fields. */
  export class ErrorSummary {
    constructor(root: Element);
  }
}
