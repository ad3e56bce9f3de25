import { boundsOf, grown } from "./bounds.ts";
import { orders, streets, wards } from "./overlays.ts";
import { Switchboard } from "./switchboard.ts";
import type { Progress } from "./progress.ts";
import type { View } from "./view.ts";

/** The map of orders: all of them, or one that it moves to. */
export async function ordersMap(element: HTMLElement, view: View, progress: Progress): Promise<void> {
  const board = new Switchboard(view, progress, element.ownerDocument);
  board.legend(() => []);
  const layer = orders();
  await Promise.all([board.add(streets()), board.add(wards(new URLSearchParams())), board.add(layer)]);
  const wanted = element.dataset["order"];
  const found = layer.answer?.features.find((f) => f.properties.id === wanted);
  const box = boundsOf((found?.geometry as { coordinates?: unknown } | undefined)?.coordinates);
  if (box) view.fit(grown(box, 0.4, 0.001));
  await board.settle();
}
