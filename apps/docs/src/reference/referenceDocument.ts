import { contract } from "../contract.ts";
import { addCodeSamples, readSamples } from "../samples.ts";

interface OpenApi {
  paths: Record<string, Record<string, { operationId?: string; description?: string }>>;
}

/** Derives the document that Redocly shows: with samples, and with a link from each operation to its page. */
export function createReferenceDocument(): object {
  const document = structuredClone(contract.document) as OpenApi;
  addCodeSamples(document);
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    if (!operation.operationId) continue;
    const link = `[This operation on a page of its own](../operations/${operation.operationId}/)`;
    operation.description = `${operation.description ?? ""}\n\n${link}`;
  }
  return document;
}

/** Lists the languages of the samples. Redoc shows no sample in a language that its options do not list. */
export function listLanguages(): { lang: string; label: string }[] {
  const [first] = contract.operations;
  return first ? readSamples(first.operationId).map(({ label }) => ({ lang: label.toLowerCase(), label })) : [];
}
