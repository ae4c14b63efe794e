import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { newKeyLine } from "../keys.ts";

export interface KeysSource {
  keysFile: string | undefined;
  database: string;
  env: NodeJS.ProcessEnv;
  warn(text: string): void;
}

/**
 * The keys as text: from the file, else from SESSION_SERVER_KEYS, else made up, where that is harmless. Throws an
 * `Error` with the command to type when nothing was given in production.
 */
export function readKeys({ keysFile, database, env, warn }: KeysSource): string {
  if (keysFile !== undefined) return readKeysFile(keysFile, warn);
  if (env.SESSION_SERVER_KEYS) return env.SESSION_SERVER_KEYS;
  if (env.NODE_ENV === "production") {
    throw new Error(
      "there are no keys: type `session-server keys new --keys-file keys`, keep that file secret, and give --keys-file keys",
    );
  }
  const path = database.replace(/^sqlite:/, "");
  if (path === ":memory:") return newKeyLine(new Date());
  const beside = `${path}.keys`;
  if (!existsSync(beside)) {
    addKey(beside);
    warn(`the keys are in ${beside}; in production keep them elsewhere and give --keys-file`);
  }
  return readKeysFile(beside, warn);
}

/** Puts a new key before those of the file, which is created if need be and readable by its owner alone. */
export function addKey(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const old = existsSync(path) ? readFileSync(path, "utf8") : "";
  // Whole and on disk under another name first: a crash in between must not cost the old keys.
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${newKeyLine(new Date())}\n${old}`, { mode: 0o600, flush: true });
  renameSync(draft, path);
}

function readKeysFile(path: string, warn: KeysSource["warn"]): string {
  try {
    if (statSync(path).mode & 0o077) warn(`${path} can be read by others: type \`chmod 600 ${path}\``);
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new Error(
      `cannot read the keys in ${path}: type \`session-server keys new --keys-file ${path}\` to make some`,
      { cause },
    );
  }
}
