/** What the server says of an import. */
export interface Status {
  state: "open" | "running" | "done";
  rows: number;
}

/** The wait between two looks, in milliseconds: short at first, so that a small file shows its result at once. */
export function pause(looks: number): number {
  return Math.min(200 * 1.5 ** looks, 2000);
}

const every = 10;

/**
 * Follows an import: `[data-import]` names it, `[data-import-rows]` within shows how
 * many rows are read, `[data-import-said]` says it aloud now and then. When it has
 * ended the page is loaded again and shows what came of it.
 */
export function follow(element: HTMLElement): void {
  const id = element.dataset["import"] ?? "";
  const rows = element.querySelector<HTMLElement>("[data-import-rows]");
  const said = element.querySelector<HTMLElement>("[data-import-said]");
  element.querySelector<HTMLElement>("[data-import-refresh]")?.toggleAttribute("hidden", true);
  let looks = 0;
  const look = async (): Promise<void> => {
    const now = await ask(id);
    if (now && now.state !== "running") return location.replace(`/data/import/${encodeURIComponent(id)}`);
    if (now && rows) rows.textContent = words(now.rows);
    if (now && said && looks % every === every - 1) said.textContent = `${words(now.rows)} so far`;
    setTimeout(() => void look(), pause(looks++));
  };
  void look();
}

/** "1 row", "12,000 rows". */
export function words(rows: number): string {
  return rows === 1 ? "1 row" : `${rows.toLocaleString("en-GB")} rows`;
}

/** A server that does not answer just now is asked again. */
async function ask(id: string): Promise<Status | undefined> {
  try {
    const answer = await fetch(`/api/v1/imports/${encodeURIComponent(id)}`, { headers: { Accept: "application/json" } });
    // What is there no more is told by the page itself.
    if (answer.status === 404) return { state: "done", rows: 0 };
    return answer.ok ? ((await answer.json()) as Status) : undefined;
  } catch {
    return undefined;
  }
}
