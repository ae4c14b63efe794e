import { createExample, writeExample } from "./createExample.ts";
import { createRefusal } from "./createRefusal.ts";
import type { ResponseSource } from "./ResponseSource.ts";

/** Makes responses from the document's examples. It needs no Prism, so it runs in browsers. */
export const exampleSource: ResponseSource = {
  isDynamic: false,
  async respond({ match: { operation } }, wanted) {
    const example = createExample(operation, wanted);
    if (!example) throw new Error(`the document declares no response to ${operation.operationId}`);
    return writeExample(example, wanted.expireAt);
  },
  async refuse({ match }, _wanted, violations) {
    return createRefusal(match.operation, violations);
  },
};
