/** The question as the page states it, without its leading "?" and without blank fields. */
export function question(dataQuery: string | undefined): URLSearchParams {
  const out = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(dataQuery ?? "")) {
    if (value.trim() !== "") out.append(name, value.trim());
  }
  return out;
}

/** An address of the interface: `api("hotspots", q)` is /api/v1/hotspots?... */
export function api(path: string, query?: URLSearchParams): string {
  const q = query?.toString() ?? "";
  return `/api/v1/${path}${q ? `?${q}` : ""}`;
}

/** The wards' own question: the lines that stood on the last day asked about. */
export function wardsQuery(asked: URLSearchParams): URLSearchParams {
  const out = new URLSearchParams({ kind: "ward" });
  const to = asked.get("to");
  if (to && /^\d{4}-\d{2}-\d{2}$/.test(to)) out.set("on", to);
  return out;
}
