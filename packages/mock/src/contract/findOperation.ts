import type { Contract, Operation } from "./readContract.ts";

/** Throws an `Error` that lists the operations when there is none of that id. */
export function findOperation({ file, operations, quote }: Contract, operationId: string): Operation {
  const operation = operations.find((one) => one.operationId === operationId);
  if (operation) return operation;
  const names = operations.map((one) => one.operationId).join(", ");
  throw new Error(`${file}:${quote("#/paths").line} declares no operation ${operationId}: it declares ${names}`);
}
