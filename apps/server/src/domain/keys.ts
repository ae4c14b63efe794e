import { createHmac, hkdfSync, randomBytes } from "node:crypto";

const keyBytes = 32;

/** Secrets that are not in the database. A stolen database alone reveals neither a code nor a counted email. */
export interface Keys {
  /** The id of the key for new codes. */
  readonly currentId: string;
  /** Returns the key of the codes that were made under an id, or undefined when that key is retired. */
  findCodeKey(id: string): Buffer | undefined;
  /** Hashes an email, an address or the name of a counter with a key, so that counters reveal none of them. */
  hash(kind: "email" | "network" | "bucket" | "counter", ...parts: string[]): Buffer;
}

/**
 * Reads keys, newest first, one `id secret` a line. Throws an `Error` that names the wrong line without repeating its
 * text.
 */
export function parseKeys(text: string): Keys {
  const secrets = parseSecrets(text);
  const [currentId] = secrets.keys();
  const oldest = [...secrets.values()].at(-1);
  if (currentId === undefined || oldest === undefined)
    throw new Error("there is no key: create one with session-server keys new");
  const codeKeys = new Map([...secrets].map(([id, secret]) => [id, deriveKey(secret, "codes")]));
  // The oldest key, because another one would reset all counts and known networks.
  const countKey = deriveKey(oldest, "counts");
  return {
    currentId,
    findCodeKey: (id) => codeKeys.get(id),
    hash: (kind, ...parts) =>
      createHmac("sha256", countKey)
        .update(JSON.stringify([kind, ...parts]))
        .digest()
        .subarray(0, 16),
  };
}

/** Creates a key as a line for `parseKeys`. Its id is the day and a random part, and reveals nothing of the secret. */
export function createKeyLine(now: Date): string {
  const id = `${now.toISOString().slice(0, 10)}-${randomBytes(3).toString("hex")}`;
  return `${id} ${randomBytes(keyBytes).toString("base64url")}`;
}

function parseSecrets(text: string): Map<string, Buffer> {
  const lines = text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith("#"));
  const secrets = new Map<string, Buffer>();
  for (const [index, line] of lines.entries()) {
    const [id = "", secret = "", ...rest] = line.split(/\s+/);
    const bytes = Buffer.from(secret, "base64url");
    if (rest.length > 0 || bytes.length !== keyBytes)
      throw new Error(`key ${index + 1} must be \`id secret\`: create one with session-server keys new`);
    if (secrets.has(id)) throw new Error(`key ${index + 1} has the id of another key`);
    secrets.set(id, bytes);
  }
  return secrets;
}

/** Derives a key for one purpose. A derived key reveals nothing of the others (HKDF, RFC 5869). */
function deriveKey(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "", `session-server ${purpose}`, keyBytes));
}
