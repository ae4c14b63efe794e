import type { Contract } from "@session-api/contract";
import { languages } from "../../src/samples.ts";
import { createSampleRequest } from "./createSampleRequest.ts";
import { formatClientSample } from "./formatClientSample.ts";
import { formatCurlSample } from "./formatCurlSample.ts";
import { formatFetchSample } from "./formatFetchSample.ts";
import { formatGoSample } from "./formatGoSample.ts";
import { formatPythonSample } from "./formatPythonSample.ts";

const formatters = {
  sh: formatCurlSample,
  ts: formatClientSample,
  "fetch.ts": formatFetchSample,
  py: formatPythonSample,
  go: formatGoSample,
};

/** Creates the first samples of each operation, by their file names. People edit them later. */
export function scaffoldSamples(contract: Contract): Record<string, string> {
  return Object.fromEntries(
    contract.operations.flatMap((operation) => {
      const request = createSampleRequest(contract, operation);
      return languages.map(({ extension }) => [
        `${operation.operationId}.${extension}`,
        formatters[extension](request),
      ]);
    }),
  );
}
