import { contract } from "../contract.ts";
import { addCodeSamples, languages } from "../samples.ts";

interface OpenApi {
  paths: Record<string, Record<string, { operationId?: string; description?: string }>>;
}

/** Derives the document that Redocly shows: with samples, and with a link from each operation to its page. */
export function createReferenceDocument(): object {
  const document = addCodeSamples(contract.document) as OpenApi;
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    if (!operation.operationId) continue;
    const link = `[This operation on a page of its own](../operations/${operation.operationId}/)`;
    operation.description = `${operation.description ?? ""}\n\n${link}`;
  }
  return document;
}

/** Redoc shows no sample in a language that its options do not list. It compares labels in lower case. */
export const codeSamples = { languages: languages.map(({ label }) => ({ lang: label.toLowerCase(), label })) };
