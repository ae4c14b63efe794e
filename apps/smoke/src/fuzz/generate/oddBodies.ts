import fc from "fast-check";
import { createBody, createJsonBody } from "./createBody.ts";
import type { Change } from "./FuzzRequest.ts";
import { oddText } from "./oddTexts.ts";

/** Bodies in encodings that a server may or may not read as the intended text. */
export const oddBody: fc.Arbitrary<Change> = fc.oneof(
  oddText.map((text) => ({ body: createBody(`\uFEFF${JSON.stringify({ text })}`), isOdd: true })),
  oddText.map((text) => ({ body: createBody(JSON.stringify({ text }), "utf16le"), isOdd: true })),
  fc.constant({ body: createBody('{"code":"\u00ff\u00fe"}', "latin1"), isOdd: true }),
  fc.constant({ body: createJsonBody("x".repeat(5_000)), isOdd: true }),
  fc
    .constantFrom("gzip", "identity", "nonsense")
    .map((encoding) => ({ headers: { "Content-Encoding": encoding }, isOdd: true })),
);

/** A body for an operation that takes none. */
export const uselessBody: fc.Arbitrary<Change> = fc
  .oneof(oddText, fc.constant("x".repeat(5_000)))
  .map((text) => ({ body: createBody(text), isOdd: true }));
