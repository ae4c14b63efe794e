const minLength = 4;

/** Hides secrets in whatever is printed or written. */
export interface Mask {
  /** Hides this text from now on. */
  hide(secret: string): void;
  /** Hides an address but for its first letter and its domain, by which its owner knows it. */
  hideAddress(email: string): void;
  (text: string): string;
}

/** A server may put anything into `x-error`, also what it was sent. So everything that leaves goes through here. */
export function createMask(): Mask {
  const hidden = new Map<string, { pattern: RegExp; shown: string }>();
  const add = (secret: string, shown: string) => hidden.set(secret, { pattern: patternOf(secret), shown });
  const mask = (text: string): string => {
    // Longest first, since one secret may be a part of another.
    const secrets = [...hidden].sort(([a], [b]) => b.length - a.length);
    const masked = secrets.reduce((rest, [, { pattern, shown }]) => rest.replace(pattern, () => shown), text);
    // A bearer that nobody told of. One without a digit is a word of a sentence.
    return masked.replace(/(bearer )(?=[\w.~+/=-]*\d)[\w.~+/=-]{8,}/gi, "$1…");
  };
  return Object.assign(mask, {
    hide(secret: string) {
      // What is shorter is no secret, and hiding it would make holes in every sentence.
      if (secret.length >= minLength) add(secret, "…");
    },
    hideAddress(email: string) {
      const at = email.lastIndexOf("@");
      if (at > 0) add(email, `${email.slice(0, 1)}…${email.slice(at)}`);
    },
  });
}

/** A server may write a text in other letters, and as it stands in a URL. */
function patternOf(secret: string): RegExp {
  const characters = Array.from(secret, (one) => (/\w/.test(one) ? one : `(?:\\${one}|${percent(one)})`));
  return new RegExp(characters.join(""), "gi");
}

function percent(character: string): string {
  return Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}
