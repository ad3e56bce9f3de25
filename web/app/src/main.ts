import "./style/main.scss";
import { announceSubmit } from "./frame/submit.ts";

announceSubmit(document);

const maps = document.querySelectorAll<HTMLElement>("[data-map]");
if (maps.length > 0) {
  // Several hundred kilobytes that pages without a map never load.
  void import("./map/start.ts").then(({ start }) => Promise.all([...maps].map(start)));
}
