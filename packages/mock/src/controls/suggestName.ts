/** Returns `. Did you mean …?` with the name that has the longest beginning in common with a misspelt one, or "". */
export function suggestName(misspelt: string, names: string[]): string {
  const countCommon = (name: string) => {
    let length = 0;
    while (length < name.length && name[length]?.toLowerCase() === misspelt[length]?.toLowerCase()) length++;
    return length;
  };
  const [nearest = ""] = [...names].sort((a, b) => countCommon(b) - countCommon(a));
  return countCommon(nearest) > 1 ? `. Did you mean ${nearest}?` : "";
}
