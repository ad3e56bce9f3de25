import { api, question } from "./query.ts";
import { collection, type HotspotProperties } from "./api.ts";
import { Cells, type CellProperties } from "./cells.ts";
import { Groups } from "./groups.ts";
import { orders, places, streets, wards } from "./overlays.ts";
import { marks } from "./marks.ts";
import { markKinds } from "./symbols.ts";
import { Switchboard } from "./switchboard.ts";
import type { Progress } from "./progress.ts";
import type { View } from "./view.ts";
import type { Selection } from "../frame/selection.ts";

/** The map of a question: cells in two readings, groups with their ranks, overlays. */
export async function questionMap(element: HTMLElement, view: View, progress: Progress, selection: Selection): Promise<void> {
  const page = element.ownerDocument;
  const asked = question(element.dataset["query"]);
  const board = new Switchboard(view, progress, page);
  const cells = new Cells(view, board, page);
  const groups = new Groups(view, board, selection);
  board.legend(() => [cells.legend(), groups.legend()]);
  await Promise.all([
    board.add(streets()),
    progress.follow("the cells", collection<CellProperties>(api("cells", asked)).then((c) => cells.take(c))),
    progress.follow("the hotspots", collection<HotspotProperties>(api("hotspots", asked)).then((c) => groups.take(c))),
    board.add(wards(asked)),
    board.add(orders()),
    board.add(places(asked)),
    ...markKinds.flatMap((kind) => {
      const box = board.box(kind); // only where the page offers it: there is something to show
      return box ? [board.add(marks(kind, box))] : [];
    }),
  ]);
  groups.start();
  await board.settle();
}
