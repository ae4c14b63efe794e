import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { createKeyLine } from "../domain/keys.ts";

export interface KeysSource {
  keysFile: string | undefined;
  database: string;
  env: NodeJS.ProcessEnv;
  warn(text: string): void;
}

/**
 * Reads the keys as text: from the file, else from `SESSION_SERVER_KEYS`. Without either, it creates keys beside the
 * database. In production it throws an `Error` with the command to type instead.
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
  if (path === ":memory:") return createKeyLine(new Date());
  const beside = `${path}.keys`;
  if (!existsSync(beside)) {
    addKey(beside);
    warn(`the keys are in ${beside}; in production keep them elsewhere and give --keys-file`);
  }
  return readKeysFile(beside, warn);
}

/** Puts a new key before the others of a file. Creates a missing file, which only its owner can read. */
export function addKey(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const old = existsSync(path) ? readFileSync(path, "utf8") : "";
  // The whole file is on disk under another name first, so that a crash in between loses no old key.
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${createKeyLine(new Date())}\n${old}`, { mode: 0o600, flush: true });
  renameSync(draft, path);
}

function readKeysFile(path: string, warn: KeysSource["warn"]): string {
  try {
    if (canOthersRead(path)) warn(`other users can read ${path}: type \`chmod 600 ${path}\``);
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new Error(
      `cannot read the keys in ${path}: type \`session-server keys new --keys-file ${path}\` to create them`,
      { cause },
    );
  }
}

/** Windows has access lists instead of a mode, and Node shows every file there as readable by all. */
function canOthersRead(path: string): boolean {
  return process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0;
}
