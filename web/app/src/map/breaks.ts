import type { DataDrivenPropertyValueSpecification } from "maplibre-gl";
import { steps } from "./palette.ts";

/** One step of "How many": counts from `from` to `to`, both inclusive; `to` is absent in the last. */
export interface Step {
  from: number;
  to?: number;
  colour: string;
}

/**
 * The steps that the server's class limits describe. Each limit is the highest
 * count of its step, the last step is open. Limits that repeat or fall (few
 * different counts) are dropped, and the steps left are spread over the whole
 * range of colours, so that the highest is always the darkest.
 */
export function stepsOf(breaks: readonly number[]): Step[] {
  const limits: number[] = [];
  for (const limit of breaks) {
    if (Number.isFinite(limit) && limit > (limits.at(-1) ?? 0)) limits.push(Math.floor(limit));
  }
  return [...limits, undefined].map((to, i, all) => {
    const from = i === 0 ? 1 : (limits[i - 1] as number) + 1;
    const at = all.length === 1 ? steps.length - 1 : Math.round((i * (steps.length - 1)) / (all.length - 1));
    const step: Step = { from, colour: steps[at] as string };
    if (to !== undefined) step.to = to;
    return step;
  });
}

/** A step in words: "1", "2 to 4", "12 or more". */
export function stepWords(step: Step): string {
  if (step.to === undefined) return `${step.from} or more`;
  return step.from === step.to ? `${step.from}` : `${step.from} to ${step.to}`;
}

/** The colour of a count as a MapLibre expression on the property "count". */
export function stepExpression(list: readonly Step[]): DataDrivenPropertyValueSpecification<string> {
  const first = list[0] as Step;
  if (list.length === 1) return first.colour;
  return ["step", ["get", "count"], first.colour, ...list.slice(1).flatMap((s) => [s.from, s.colour])] as DataDrivenPropertyValueSpecification<string>;
}
