import { languages } from "./samples.ts";

/** Lists the samples that are missing, and the files that belong to no operation, each with the fix. */
export function listSampleProblems(operationIds: string[], files: string[]): string[] {
  const expected = operationIds.flatMap((operationId) =>
    languages.map(({ extension }) => `${operationId}.${extension}`),
  );
  return [
    ...expected
      .filter((file) => !files.includes(file))
      .map((file) => `openapi/samples/${file} is missing. Run \`npm run generate\`.`),
    ...files
      .filter((file) => !expected.includes(file))
      .map(
        (file) => `openapi/samples/${file} belongs to no operation of the document. Delete it, or correct its name.`,
      ),
  ];
}
