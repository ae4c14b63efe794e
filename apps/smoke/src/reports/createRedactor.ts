/** A shorter text is not a secret: it occurs in any sentence by chance. */
const minLength = 4;

/** Replaces secrets in every text that leaves the program. */
export interface Redactor {
  redact(text: string): string;
  /** Redacts this text from now on. */
  addSecret(secret: string): void;
  /** Redacts an address from now on. Its first letter and its domain stay, by which its owner recognises it. */
  addAddress(email: string): void;
}

/** Creates a redactor. A server may repeat anything that it was sent, so no text of a server is printed without it. */
export function createRedactor(): Redactor {
  const replacements = new Map<string, { pattern: RegExp; shown: string }>();
  const add = (secret: string, shown: string) => replacements.set(secret, { pattern: createPattern(secret), shown });
  return {
    redact(text) {
      // The longest first, because one secret may be a part of another.
      const secrets = [...replacements].sort(([a], [b]) => b.length - a.length);
      const redacted = secrets.reduce((rest, [, { pattern, shown }]) => rest.replace(pattern, () => shown), text);
      // Also bearers that were never registered. A word without a digit is a part of a sentence.
      return redacted.replace(/(bearer )(?=[\w.~+/=-]*\d)[\w.~+/=-]{8,}/gi, "$1…");
    },
    addSecret(secret) {
      if (secret.length >= minLength) add(secret, "…");
    },
    addAddress(email) {
      const at = email.lastIndexOf("@");
      if (at > 0) add(email, `${email.slice(0, 1)}…${email.slice(at)}`);
    },
  };
}

/** Matches a secret in capital and small letters, and as it stands in a URL. */
function createPattern(secret: string): RegExp {
  const characters = Array.from(secret, (one) => (/\w/.test(one) ? one : `(?:\\${one}|${encodePercent(one)})`));
  return new RegExp(characters.join(""), "gi");
}

function encodePercent(character: string): string {
  return Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}
