import type { Contract } from "@session-api/contract";
import { redactPath } from "./redactPath.ts";

const maxLength = 200;

/** Returns the method and the path of a request that matches no operation: `POST /session/{id}`, `GET /***`. */
export function redactRoute(contract: Contract, { method, path }: { method: string; path: string }): string {
  const template = contract.operations.find(({ pattern }) => pattern.test(path))?.path;
  const redacted = template ?? redactPath(contract, path);
  // MSW passes on any method, and an app chooses how long a path is.
  return `${/^[A-Z]{3,7}$/.test(method) ? method : "***"} ${redacted.length > maxLength ? "/***" : redacted}`;
}
