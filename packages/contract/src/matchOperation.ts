import type { Contract, Operation, Response } from "./Contract.ts";
import { suggestName } from "./suggestName.ts";

/** An operation, and the path parameters of the request that matched it. */
export interface Match {
  operation: Operation;
  /** Decoded, except for a value with broken percent-encoding. */
  path: Record<string, string>;
}

/**
 * Returns the operation that a request matches, or undefined. `path` is the path below the base path, without a query.
 * A concrete path goes before a template: PUT `/session/extend` never matches `/session/{id}`.
 */
export function matchOperation({ operations }: Contract, method: string, path: string): Match | undefined {
  const [operation] = operations
    .filter((one) => one.method === method && one.pattern.test(path))
    .sort((a, b) => countParameters(a) - countParameters(b));
  if (!operation) return undefined;
  const values = operation.pattern.exec(path)?.slice(1) ?? [];
  const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
  return { operation, path: Object.fromEntries(names.map((name, index) => [name, decode(values[index] ?? "")])) };
}

/** Lists the methods that the document declares for a path. */
export function listMethods({ operations }: Contract, path: string): string[] {
  return operations.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
}

/** Returns the operation with an `operationId`. Throws an `Error` that lists the operations when there is none. */
export function findOperation({ file, operations, quote }: Contract, operationId: string): Operation {
  const operation = operations.find((one) => one.operationId === operationId);
  if (operation) return operation;
  const names = operations.map((one) => one.operationId);
  const place = `${file}:${quote("#/paths").line}`;
  const hint = suggestName(operationId, names);
  throw new Error(`${place} declares no operation "${operationId}": it declares ${names.join(", ")}${hint}`);
}

/** Returns the response that an operation declares for a status: its own, that of its range, or the default one. */
export function findResponse({ responses }: Operation, status: number): Response | undefined {
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  const names = [String(status), `${String(status).slice(0, 1)}XX`, "default"];
  return names.flatMap((name) => responses.find((one) => one.name === name) ?? [])[0];
}

function countParameters({ path }: Operation): number {
  return path.split("{").length;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
