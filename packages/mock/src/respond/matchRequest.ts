import { type Match, match } from "../contract/operationsOf.ts";
import { type Contract, child } from "../contract/readContract.ts";
import { Refusal } from "./Refusal.ts";

/** The methods that the document declares for a path. */
export function methodsAt({ operations }: Contract, path: string): string[] {
  return operations.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
}

/** The operation that a request means. Throws a `Refusal` when there is none. */
export function route(contract: Contract, method: string, path: string): Match {
  if (!isDecodable(path)) {
    const breach = {
      pointer: "#/paths",
      field: "path",
      rule: "percent-encoding",
      problem: "is not decodable",
    } as const;
    throw new Refusal(400, "invalid request: broken percent-encoding in the path", {}, breach);
  }
  const found = match(contract.operations, method, path);
  if (found) return found;
  const allow = methodsAt(contract, path);
  if (allow.length === 0) {
    const problem = `is not declared: ${method} ${publicPath(contract, path)}`;
    const breach = { pointer: "#/paths", field: "path", rule: "path", problem } as const;
    throw new Refusal(404, "not found: no such route", {}, breach);
  }
  const item = contract.operations.find(({ pattern }) => pattern.test(path));
  const problem = `must be ${allow.join(" or ")} at ${item?.path}, not ${method}`;
  const breach = { field: "method", rule: "method", problem };
  const pointer = child("#", "paths", item?.path ?? "");
  throw new Refusal(405, "method not allowed", { Allow: allow.join(", ") }, { ...breach, pointer });
}

function isDecodable(path: string): boolean {
  try {
    // A bundler may drop a call whose result nobody uses, although it throws.
    return decodeURIComponent(path).length >= 0;
  } catch {
    return false;
  }
}

/** The path below the base path, which may be left out, as `prism mock` serves it. */
export function pathBelow(basePath: string, path: string): string {
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
}

/** A path that no operation has may hold anything, a code or a bearer too: only words of the document are shown. */
export function publicPath({ operations, basePath }: Contract, path: string): string {
  const words = new Set([basePath, ...operations.map((operation) => operation.path)].flatMap((one) => one.split("/")));
  return path.replace(/[^/]+/g, (part) => (words.has(part) ? part : "***"));
}
