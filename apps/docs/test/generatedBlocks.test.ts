import { createSessionClient } from "@session-api/client";
import { listBlocks, recordRun } from "@session-api/examples";
import { startMock } from "@session-api/mock";
import { afterAll, describe, expect, it } from "vitest";
import { contract } from "../src/contract.ts";

const mock = await startMock();
afterAll(() => mock.close());

type Operation = (typeof contract.operations)[number];

const readPage = (path: string) =>
  listBlocks(`dist/site/${path}/index.html`).map(({ language, code }) => ({ language, code: code.trimEnd() }));

/** Sends a request of an operation to the mock, which answers as the `Prefer` header says. */
function send({ method, path }: Operation, prefer: string, body?: string): Promise<Response> {
  const headers = { authorization: "Bearer any", "content-type": "application/json", prefer };
  return fetch(`${mock.url}${path.replace(/\{\w+\}/, "an-id")}`, { method, headers, ...(body && { body }) });
}

/** Calls an operation with the client, and returns the message of the error that it throws. */
async function readMessage({ method, path, requestBody }: Operation, status: number, body: unknown): Promise<string> {
  const prefer = `code=${status}`;
  const { api } = createSessionClient({
    baseUrl: mock.url,
    headers: { prefer, authorization: "Bearer any" },
    retry: false,
  });
  const call = api[method as "GET"] as (path: string, options: object) => Promise<unknown>;
  const error = await call(path, { params: { path: { id: "an-id" } }, ...(requestBody && { body }) }).then(
    () => undefined,
    (reason: Error) => reason,
  );
  return error?.message ?? "";
}

const getExample = ({ requestBody }: Operation): unknown => Object.values(requestBody?.content[0]?.examples ?? {})[0];

describe("the page of an operation", () => {
  it.each(contract.operations)("shows bodies of $operationId that the mock takes and sends", async (operation) => {
    const blocks = readPage(`operations/${operation.operationId}`).filter(({ language }) => language === "json");
    const request = operation.requestBody && blocks[0];
    const response = blocks.at(-1);
    const [success] = operation.responses;
    const [example] = Object.keys(success?.content[0]?.examples ?? {});
    const answer = await send(operation, `example=${example}`, request?.code);
    expect(await answer.json()).toEqual(JSON.parse(response?.code ?? ""));
    expect(mock.violations).toEqual([]);
    expect(blocks).toHaveLength(request ? 2 : 1);
    for (const { code } of blocks) recordRun(code);
  });
});

describe("the page of errors", () => {
  const blocks = readPage("errors");
  const refusals = contract.operations.flatMap((operation) =>
    operation.responses.filter(({ status }) => status >= 400).map((response) => ({ operation, response })),
  );

  it("shows headers that the mock sends", async () => {
    const shown = blocks.filter(({ language }) => language === "http");
    expect(shown.length).toBeGreaterThan(6);
    const seen = new Set<string>();
    for (const { operation, response } of refusals) {
      const body = operation.requestBody && JSON.stringify(getExample(operation));
      const { headers } = await send(operation, `code=${response.status}`, body);
      for (const { code } of shown)
        if (code.split("\n").every((line) => headers.get(line.split(": ")[0] ?? "") === line.replace(/^\S+: /, "")))
          seen.add(code);
    }
    expect(shown.map(({ code }) => code).filter((code) => !seen.has(code))).toEqual([]);
    for (const { code } of shown) recordRun(code);
  });

  it("shows messages of errors that the client throws", async () => {
    const shown = blocks.filter(({ language }) => language === "txt");
    expect(shown.length).toBeGreaterThan(6);
    const messages = await Promise.all(
      refusals.map(({ operation, response }) => readMessage(operation, response.status, getExample(operation))),
    );
    expect(shown.map(({ code }) => code).filter((code) => !messages.includes(code))).toEqual([]);
    for (const { code } of shown) recordRun(code);
  });
});
