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
  const hidden = new Map<string, string>();
  const mask = (text: string): string => {
    // Longest first, since one secret may be a part of another.
    const secrets = [...hidden.keys()].sort((a, b) => b.length - a.length);
    const masked = secrets.reduce((rest, secret) => rest.replaceAll(secret, hidden.get(secret) ?? "…"), text);
    return masked.replace(/(bearer )[\w.~+/=-]{8,}/gi, "$1…");
  };
  return Object.assign(mask, {
    hide(secret: string) {
      // What is shorter is no secret, and hiding it would make holes in every sentence.
      if (secret.length >= minLength) hidden.set(secret, "…");
    },
    hideAddress(email: string) {
      const at = email.lastIndexOf("@");
      if (at > 0) hidden.set(email, `${email.slice(0, 1)}…${email.slice(at)}`);
    },
  });
}
