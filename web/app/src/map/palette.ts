/** The map's colours. The cell colours are also read by the legend. */
export const colour = {
  land: "#f7f6f2",
  water: "#dfe9ef",
  waterEdge: "#c5d6e0",
  waterText: "#47697c",
  park: "#e6ecdf",
  parkText: "#4f6440",
  street: "#c9c5bd",
  streetText: "#505a5f",
  ink: "#0b0c0c",
  secondary: "#505a5f",
  white: "#ffffff",
  hot: "#d4351c",
  watch: "#f47738",
  cold: "#5694ca",
  order: "#d4351c",
  focus: "#ffdd00",
  place: "#4c2c92",
} as const;

/** The five steps of "How many", fewest first: one hue, white to dark blue. */
export const steps = ["#ffffff", "#c3cedc", "#8aa0b9", "#517296", "#12436d"] as const;

/** How one team's walks are drawn: colour and, for mono print, line pattern in line widths. */
export interface RouteLook {
  colour: string;
  dash: number[];
}

const routeLooks: RouteLook[] = [
  { colour: "#1d70b8", dash: [] },
  { colour: "#4c2c92", dash: [2.5, 1.25] },
  { colour: "#00703c", dash: [0.8, 1] },
  { colour: "#1d70b8", dash: [4, 1, 0.8, 1] },
  { colour: "#4c2c92", dash: [0.8, 1] },
  { colour: "#00703c", dash: [2.5, 1.25] },
];

/** The look of the nth team, repeating after six. */
export function routeLook(n: number): RouteLook {
  return routeLooks[n % routeLooks.length] as RouteLook;
}
