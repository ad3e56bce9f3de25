import "./style/main.scss";
import { reachable } from "./frame/scroll.ts";
import { Selection } from "./frame/selection.ts";
import { announceSubmit } from "./frame/submit.ts";

announceSubmit(document);
reachable(document);

// Works without the map too, and folds the cards before the map is there.
const selection = new Selection(document);

const maps = document.querySelectorAll<HTMLElement>("[data-map]");
if (maps.length > 0) {
  // Several hundred kilobytes that pages without a map never load.
  void import("./map/start.ts").then(({ start }) => Promise.all([...maps].map((element) => start(element, selection))));
}

if (document.querySelector('[data-module="govuk-file-upload"], [data-module="govuk-error-summary"], [data-import]')) {
  void import("./intake/start.ts").then(({ start }) => start(document));
}
