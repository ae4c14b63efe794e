import { contract } from "../../src/contract.ts";

export interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  statuses: string[];
  /** The line of the document at which the operation begins: `openapi.yaml:51`. */
  source: string;
}

/** The operations of the document, as the reference must show them. */
export const operations = contract.operations.map(({ operationId, pointer, responses }): Operation => {
  const { summary = "", tags = [] } = contract.at(pointer)?.value ?? {};
  const source = `openapi.yaml:${contract.quote(pointer).line}`;
  return { operationId, summary, tags, statuses: responses.map(({ name }) => name), source };
});

/** The place of an operation in the reference: `/sessions/checksession`. */
export const toLink = (tag: string, { operationId }: Operation) => `/${tag}/${operationId}`.toLowerCase();
