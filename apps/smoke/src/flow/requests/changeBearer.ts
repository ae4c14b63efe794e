/** The last character that is not the padding of base64. */
const lastCharacter = /[^=](?==*$)/;

export function dropLastCharacter(bearer: string): string {
  return bearer.replace(lastCharacter, "");
}

export function appendCharacter(bearer: string): string {
  return `${bearer}0`;
}

export function changeLastCharacter(bearer: string): string {
  return bearer.replace(lastCharacter, changeCharacter);
}

export function changeFirstCharacter(bearer: string): string {
  return bearer.replace(/^./, changeCharacter);
}

/** Swaps capital and small letters. Without both kinds, case may not matter, so the last character changes. */
export function swapCase(bearer: string): string {
  if (!/[a-z]/.test(bearer) || !/[A-Z]/.test(bearer)) return changeLastCharacter(bearer);
  return bearer.replace(/[a-z]/gi, (one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase()));
}

/** Changes the highest bit of a character of base64. In the last character, the lowest bits may be unused. */
function changeCharacter(character: string): string {
  return /[A-Za-f]/.test(character) ? "9" : "A";
}
