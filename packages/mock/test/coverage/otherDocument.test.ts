import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readContract } from "@session-api/contract";
import { expect, it } from "vitest";
import { startMock } from "../../src/index.ts";
import { redactRoute } from "../../src/respond/redactRoute.ts";

const schema = { type: "string" };
const document = JSON.stringify({
  openapi: "3.1.1",
  info: { title: "Items API", version: "1.2.0" },
  paths: {
    "/items": {
      get: {
        operationId: "listItems",
        parameters: [
          { name: "X-Tenant", in: "header", schema },
          { name: "Accept-Language", in: "header", schema },
          { name: "theme", in: "cookie", schema },
        ],
        responses: { 200: { description: "any" } },
      },
    },
  },
});

it("follows another document: its headers, its cookies, its statuses and its version", async () => {
  const folder = await mkdtemp(join(tmpdir(), "session-mock-"));
  await writeFile(join(folder, "items.json"), document);
  await using mock = await startMock({ document: join(folder, "items.json") });
  const headers = { "x-tenant": "any", "accept-language": "en", cookie: "theme=any" };
  await fetch(`${mock.url}/items`, { headers });
  await fetch(`${mock.url}/items`, { headers: { prefer: "code=201", cookie: "any" } });
  expect(mock.coverage()).toMatchObject({
    document: { title: "Items API", version: "1.2.0" },
    operations: {
      listItems: {
        statuses: { 200: 1, 400: 1 },
        fields: ["header.accept-language", "header.cookie", "header.x-tenant"],
        undeclared: ["status.400"],
      },
    },
    undeclared: ["listItems: status.400"],
  });
  await rm(folder, { recursive: true });
});

it("redacts an odd method and a long path of a request that matches no operation", () => {
  const contract = readContract(document, "items.json");
  expect(redactRoute(contract, { method: "POST", path: "/items" })).toBe("POST /items");
  expect(redactRoute(contract, { method: "S3CR3T", path: "/items/s3cr3t" })).toBe("*** /items/***");
  expect(redactRoute(contract, { method: "GET", path: "/a".repeat(200) })).toBe("GET /***");
});
