const prefix = "card-";

/** The part of an address that selects a group. */
export function hashOf(id: string): string {
  return `#${prefix}${encodeURIComponent(id)}`;
}

/** The group that an address selects, if it selects one. */
export function idOf(hash: string): string | undefined {
  if (!hash.startsWith(`#${prefix}`)) return undefined;
  try {
    return decodeURIComponent(hash.slice(prefix.length + 1)) || undefined;
  } catch {
    return undefined; // a broken escape somebody typed
  }
}
