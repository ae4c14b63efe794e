import { appendPointer, type Contract, listMethods, type Match, matchOperation } from "@session-api/contract";
import { Refusal } from "./Refusal.ts";
import { redactPath } from "./redactPath.ts";

/** Finds the operation of a request. Throws a `Refusal` when there is none. */
export function matchRequest(contract: Contract, method: string, path: string): Match {
  if (!isDecodable(path)) {
    const violation = { field: "path", rule: "percent-encoding", problem: "is not decodable" };
    const message = "invalid request: broken percent-encoding in the path";
    throw new Refusal(400, message, {}, { ...violation, pointer: "#/paths" });
  }
  const match = matchOperation(contract, method, path);
  if (match) return match;
  const item = contract.operations.find(({ pattern }) => pattern.test(path));
  if (!item) {
    const problem = `is not declared: ${method} ${redactPath(contract, path)}`;
    throw new Refusal(
      404,
      "not found: no such route",
      {},
      { pointer: "#/paths", field: "path", rule: "path", problem },
    );
  }
  const methods = listMethods(contract, path);
  const problem = `must be ${methods.join(" or ")} at ${item.path}, not ${method}`;
  const violation = { pointer: appendPointer("#/paths", item.path), field: "method", rule: "method", problem };
  throw new Refusal(405, "method not allowed", { Allow: methods.join(", ") }, violation);
}

function isDecodable(path: string): boolean {
  try {
    // Bundlers may remove a call without a used result, even when it can throw.
    return decodeURIComponent(path).length >= 0;
  } catch {
    return false;
  }
}

/** Removes the base path. Requests may leave it out, as with `prism mock`. */
export function removeBasePath(basePath: string, path: string): string {
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
}
