import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of the samples in the repository. */
export const samplesFolder: string = join(import.meta.dirname, "../../../openapi/samples");

/** The languages of the samples, in the order in which a page shows them. */
export const languages = [
  { extension: "sh", label: "curl", highlight: "sh", lang: "curl" },
  { extension: "ts", label: "TypeScript client", highlight: "ts", lang: "TypeScript" },
  { extension: "fetch.ts", label: "fetch", highlight: "ts", lang: "TypeScript" },
  { extension: "py", label: "Python", highlight: "python", lang: "Python" },
  { extension: "go", label: "Go", highlight: "go", lang: "Go" },
] as const;

export type Language = (typeof languages)[number];

/** A program that calls one operation. */
export interface Sample {
  /** The name of its file in `openapi/samples`. */
  file: string;
  label: Language["label"];
  /** The name of the language for a highlighter. */
  highlight: Language["highlight"];
  code: string;
}

/** Reads the samples of an operation, one in each language. Throws an `Error` with the fix when one is missing. */
export function readSamples(operationId: string): Sample[] {
  return languages.map(({ extension, label, highlight }) => {
    const file = `${operationId}.${extension}`;
    return { file, label, highlight, code: readSample(file) };
  });
}

/** Returns a copy of an OpenAPI document with the samples as `x-codeSamples` of each operation, for Redoc. */
export function addCodeSamples<Document extends object>(document: Document): Document {
  const copy = structuredClone(document);
  const { paths = {} } = copy as { paths?: Record<string, Record<string, { operationId?: string }>> };
  for (const operation of Object.values(paths).flatMap((item) => Object.values(item))) {
    if (operation.operationId === undefined) continue;
    const samples = readSamples(operation.operationId).map(({ label, code }, index) => {
      return { lang: languages[index]?.lang, label, source: code };
    });
    Object.assign(operation, { "x-codeSamples": samples });
  }
  return copy;
}

function readSample(file: string): string {
  try {
    return readFileSync(join(samplesFolder, file), "utf8");
  } catch (cause) {
    throw new Error(`openapi/samples/${file} is missing. Run \`npm run generate\`.`, { cause });
  }
}
