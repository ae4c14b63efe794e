import { createHmac, hkdfSync, randomBytes } from "node:crypto";

const keyBytes = 32;

/** Secrets that are never in the database: whoever steals it can neither compute a code nor name an email. */
export interface Keys {
  /** The id of the key for new codes. */
  readonly currentID: string;
  /** The key of codes that were made under an id. Undefined once that key is retired. */
  codeKey(id: string): Buffer | undefined;
  /** Names what is counted without telling it: an email or an address becomes a keyed hash. */
  nameOf(kind: "email" | "network" | "purse" | "counter", ...parts: string[]): Buffer;
}

/**
 * Reads keys, newest first, one `id secret` a line. Throws an `Error` that says which line is wrong and never what
 * it holds.
 */
export function parseKeys(text: string): Keys {
  const lines = text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("#"));
  const secrets = new Map<string, Buffer>();
  for (const [index, line] of lines.entries()) {
    const [id = "", secret = "", ...rest] = line.split(/\s+/);
    const bytes = Buffer.from(secret, "base64url");
    if (rest.length > 0 || bytes.length !== keyBytes)
      throw new Error(`key ${index + 1} is not \`id secret\`: make one with session-server keys new`);
    if (secrets.has(id)) throw new Error(`two keys have the id of key ${index + 1}`);
    secrets.set(id, bytes);
  }
  const [currentID] = secrets.keys();
  const oldest = [...secrets.values()].at(-1);
  if (currentID === undefined || oldest === undefined)
    throw new Error("there is no key: make one with session-server keys new");
  const codeKeys = new Map([...secrets].map(([id, secret]) => [id, derive(secret, "codes")]));
  // The oldest, so that a new key forgets neither a count nor a known network.
  const countKey = derive(oldest, "counts");
  return {
    currentID,
    codeKey: (id) => codeKeys.get(id),
    nameOf: (kind, ...parts) =>
      createHmac("sha256", countKey)
        .update(JSON.stringify([kind, ...parts]))
        .digest()
        .subarray(0, 16),
  };
}

/** A new key as a line for `parseKeys`. Its id is the day and a random part, and tells nothing of the secret. */
export function newKeyLine(now: Date): string {
  const id = `${now.toISOString().slice(0, 10)}-${randomBytes(3).toString("hex")}`;
  return `${id} ${randomBytes(keyBytes).toString("base64url")}`;
}

/** One secret, one purpose: a key that is used for one thing tells nothing about another (HKDF, RFC 5869). */
function derive(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", `session-server ${purpose}`, keyBytes));
}
