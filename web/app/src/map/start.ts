import { parseBounds } from "./bounds.ts";
import { ordersMap } from "./orders_map.ts";
import { planMap } from "./plan_map.ts";
import { Progress } from "./progress.ts";
import { questionMap } from "./question_map.ts";
import { View } from "./view.ts";
import type { Selection } from "../frame/selection.ts";

const kinds = { question: questionMap, plan: planMap, orders: ordersMap };

/** Turns one `[data-map]` element into a map, or says why it cannot. */
export async function start(element: HTMLElement, selection: Selection): Promise<void> {
  const progress = new Progress(element);
  const draw = kinds[element.dataset["map"] as keyof typeof kinds];
  const bounds = parseBounds(element.dataset["bounds"]);
  if (!draw || !bounds) return progress.broken("There is nothing to draw a map of yet. The table on this page holds everything there is.");
  const view = await progress.follow("the map", View.open(element, bounds)).catch(() => undefined);
  if (!view) return progress.broken(`${noMap} The table on this page holds everything the map would show.`);
  await draw(element, view, progress, selection);
}

const noMap = "The map cannot be drawn: this browser has no WebGL 2, or it is switched off.";
