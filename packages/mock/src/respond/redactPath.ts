import type { Contract } from "@session-api/contract";

/** Redacts a path that matches no operation. It may hold a code or a bearer, so only the document's words are kept. */
export function redactPath({ operations, basePath }: Contract, path: string): string {
  const words = new Set([basePath, ...operations.map((operation) => operation.path)].flatMap((one) => one.split("/")));
  return path.replace(/[^/]+/g, (part) => (words.has(part) ? part : "***"));
}
