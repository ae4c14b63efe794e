import { findOperation } from "@session-api/contract";
import { authorize, type Caller, withoutBearer } from "./Caller.ts";
import type { ApiRequest, OperationId } from "./requests.ts";

/** How a request differs from the one that the document describes. */
export interface RawOptions {
  caller?: Caller;
  /** A method that the document does not declare for the path. */
  method?: string;
  /** A path that the document does not declare. */
  path?: string;
  /** The text of the path parameter, as it stands in the URL. */
  parameter?: string;
  body?: string;
  contentType?: string;
}

/** Creates a request that no client would send. Its method and path are those of the operation by default. */
export function rawRequest(
  operation: OperationId,
  { caller = withoutBearer, method, path, parameter = "", body, contentType = "application/json" }: RawOptions,
): ApiRequest {
  return {
    operation,
    async send(flow) {
      const declared = findOperation(flow.contract, operation);
      const declaredPath = declared.path.replace(/\{[^}]+\}/, parameter);
      await flow.send(method ?? declared.method, path ?? declaredPath, {
        headers: { ...authorize(flow, caller), ...(body === undefined ? {} : { "Content-Type": contentType }) },
        body,
        isUndeclared: method !== undefined || path !== undefined,
      });
      return {};
    },
  };
}
