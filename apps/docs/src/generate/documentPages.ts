import type { Contract } from "@session-api/contract";

/** Makes the pages of the document, as texts by their paths. */
export function createDocumentPages(contract: Contract): Record<string, string> {
  return Object.fromEntries(
    contract.operations.map(({ operationId, pointer }) => {
      const { summary, description } = contract.at(pointer)?.value ?? {};
      return [`operations/${operationId}.md`, `---\ntitle: ${summary}\n---\n\n${description}`];
    }),
  );
}
