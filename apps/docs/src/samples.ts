/** A request of an operation in one language. Stands in until the samples of the repository are there. */
export interface Sample {
  file: string;
  label: string;
  highlight: string;
  code: string;
}

const languages = { sh: "curl", ts: "TypeScript client", "fetch.ts": "fetch", py: "Python", go: "Go" };

export function readSamples(operationId: string): Sample[] {
  return Object.entries(languages).map(([extension, label]) => ({
    file: `${operationId}.${extension}`,
    label,
    highlight: extension.replace(/.*\./, ""),
    code: `${operationId} // ${label}`,
  }));
}

/** Adds the samples to each operation of a parsed document, as `x-codeSamples`. */
export function addCodeSamples(document: object): void {
  const { paths } = document as { paths: Record<string, Record<string, Record<string, unknown>>> };
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    if (typeof operation.operationId !== "string") continue;
    operation["x-codeSamples"] = readSamples(operation.operationId).map(({ label, highlight, code }) => ({
      lang: highlight,
      label,
      source: code,
    }));
  }
}
