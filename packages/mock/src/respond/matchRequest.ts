import { appendPointer, type Contract, listMethods, type Match, matchOperation } from "@session-api/contract";
import { Refusal, type RefusedViolation } from "./Refusal.ts";
import { redactPath } from "./redactPath.ts";

/** The path of a request, and what it lacks. */
export interface LocatedPath {
  /** The path below the base path, or the whole path when it is not below it. */
  path: string;
  /** The base path with which the path does not begin. Undefined when the path is right. */
  missingBasePath?: string | undefined;
}

/** Finds the operation of a request. Throws a `Refusal` when there is none. */
export function matchRequest(contract: Contract, method: string, { path, missingBasePath }: LocatedPath): Match {
  if (!isDecodable(path)) {
    const violation = { field: "path", rule: "percent-encoding", problem: "is not decodable" };
    const message = "invalid request: broken percent-encoding in the path";
    throw new Refusal(400, message, {}, { ...violation, pointer: "#/paths" });
  }
  if (missingBasePath !== undefined) throw createBasePathRefusal(missingBasePath);
  const match = matchOperation(contract, method, path);
  if (match) return match;
  const item = contract.operations.find(({ pattern }) => pattern.test(path));
  if (!item) {
    const problem = `is not declared: ${method} ${redactPath(contract, path)}`;
    throw createRouteRefusal({ pointer: "#/paths", field: "path", rule: "path", problem });
  }
  const methods = listMethods(contract, path);
  const problem = `must be ${methods.join(" or ")} at ${item.path}, not ${method}`;
  const violation = { pointer: appendPointer("#/paths", item.path), field: "method", rule: "method", problem };
  throw new Refusal(405, "method not allowed", { Allow: methods.join(", ") }, violation);
}

/** Names only the right base path, because the wrong one may hold a secret. */
function createBasePathRefusal(basePath: string): Refusal {
  const problem = `must begin with ${basePath}`;
  return createRouteRefusal({ pointer: "#/servers/0/url", field: "path", rule: "servers", problem });
}

function createRouteRefusal(violation: RefusedViolation): Refusal {
  return new Refusal(404, "not found: no such route", {}, violation);
}

function isDecodable(path: string): boolean {
  try {
    // Bundlers may remove a call without a used result, even when it can throw.
    return decodeURIComponent(path).length >= 0;
  } catch {
    return false;
  }
}

/** Removes the base path. With `alsoAtRoot` requests may leave it out, as with `prism mock`. */
export function removeBasePath(basePath: string, path: string, alsoAtRoot = false): LocatedPath {
  if (path.startsWith(`${basePath}/`)) return { path: path.slice(basePath.length) };
  return alsoAtRoot || basePath === "" ? { path } : { path, missingBasePath: `${basePath}/` };
}
