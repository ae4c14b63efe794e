/** Returns `. Did you mean NAME?` with the known name that has the longest beginning in common, or an empty text. */
export function suggestName(name: string, names: string[]): string {
  for (let length = name.length; length > 1; length--) {
    const start = name.slice(0, length).toLowerCase();
    const nearest = names.find((known) => known.toLowerCase().startsWith(start));
    if (nearest) return `. Did you mean ${nearest}?`;
  }
  return "";
}
