import { child, type Operation, type Part } from "./readContract.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** The operations of a document. One without an `operationId` goes by its method and path. */
export function operationsOf(document: Part): Operation[] {
  return Object.entries<Part>(document.paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((method) => methods.includes(method))
      .map((method) => ({
        operationId: item[method].operationId ?? `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        pattern: patternOf(path),
        pointer: child("#", "paths", path, method),
      })),
  );
}

/** `/session/{id}` as an expression whose groups are the parameters, in the order of their names. */
function patternOf(path: string): RegExp {
  const parts = path.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("([^/]+)")}$`);
}

function parametersIn(path: string): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name);
}

export interface Match {
  operation: Operation;
  path: Record<string, string>;
}

/** The operation that a request means. A path without parameters goes before one with them. */
export function match(operations: Operation[], method: string, path: string): Match | undefined {
  const candidates = operations
    .filter((operation) => operation.method === method && operation.pattern.test(path))
    .sort((a, b) => a.path.split("{").length - b.path.split("{").length);
  const [operation] = candidates;
  if (!operation) return undefined;
  const values = operation.pattern.exec(path)?.slice(1) ?? [];
  const decoded = parametersIn(operation.path).map((name, index) => [name, decodeURIComponent(values[index] ?? "")]);
  return { operation, path: Object.fromEntries(decoded) };
}
