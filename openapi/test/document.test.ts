import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { pageExamples } from "./pageExamples.ts";

interface Operation {
  operationId: string;
  security: Record<string, string[]>[];
  responses: Record<string, { $ref: string }>;
}

const document: {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; requestBodies: Record<string, { required?: boolean }> };
} = parse(readFileSync(join(import.meta.dirname, "../openapi.yaml"), "utf8"));

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method })),
);

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
ajv.addKeyword({ keyword: "components" });
ajv.addSchema({ components: document.components }, "openapi.yaml");

function schemaErrors(schema: string, value: unknown): string[] {
  const validate = ajv.getSchema(`openapi.yaml#/components/schemas/${schema}`);
  if (!validate) throw new Error(`openapi.yaml has no schema ${schema}`);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

function longEmail(length: number): string {
  const domain = `@${Array(4).fill("d".repeat(45)).join(".")}.net`;
  return "j".repeat(length - domain.length) + domain;
}

describe("the document states the facts of the API", () => {
  it("has the documented operations, each at its method and path, with or without a bearer", () => {
    const facts = operations.map(({ operationId, method, path, security }) =>
      [operationId, method, path, JSON.stringify(security)].join(" "),
    );
    expect(facts).toEqual(
      expect.arrayContaining([
        "createSession post /session []",
        'checkSession get /session [{"bearer":[]}]',
        'closeSession delete /session/{id} [{"bearer":[]}]',
        'extendSession put /session/extend [{"bearer":[]}]',
        "verifySession put /session/verification []",
        'getSessions get /sessions [{"bearer":[]}]',
      ]),
    );
  });

  it("names the live service and its base path", () => {
    expect(document.servers[0]?.url).toBe("https://intelligence.threatwinds.com/api/auth/v2");
  });

  it.each(Object.entries(pageExamples))("accepts the documentation page's own %s", (schema, example) => {
    expect(schemaErrors(schema, example)).toEqual([]);
  });

  it.each(Object.entries(pageExamples))("accepts a field that %s does not declare", (schema, example) => {
    expect(schemaErrors(schema, { ...Object(example), kind: "standard" })).toEqual([]);
  });

  it.each(
    Object.entries(pageExamples).flatMap(([schema, example]) =>
      Object.keys(Object(example)).map((field) => [schema, field, example] as const),
    ),
  )("requires that %s has %s", (schema, field, example) => {
    expect(schemaErrors(schema, { ...Object(example), [field]: undefined })).toEqual([" required"]);
  });

  it.each([
    ["CreatedSession", "expireAt", "1674492894", "an expiry as a string"],
    ["CheckedSession", "expireAt", 1674492894000, "an expiry in milliseconds"],
    ["CheckedSession", "expireAt", 1674492894.5, "a fraction of a second"],
    ["VerifySessionRequest", "code", 654321, "a code as a number"],
    ["CreateSessionRequest", "email", "john", "an email without a domain"],
    ["CreateSessionRequest", "email", longEmail(255), "an email of more than 254 characters"],
  ])("%s rejects the %s %j: %s", (schema, field, value, _why) => {
    const errors = schemaErrors(schema, { ...Object(pageExamples[schema]), [field]: value });
    expect(errors.join()).toContain(`/${field} `);
  });

  it("accepts an email of 254 characters", () => {
    expect(schemaErrors("CreateSessionRequest", { email: longEmail(254) })).toEqual([]);
  });

  it("requires every request body that it describes", () => {
    const bodies = Object.values(document.components.requestBodies);
    expect(bodies.map(({ required }) => required)).toEqual(bodies.map(() => true));
    expect(bodies.length).toBeGreaterThan(0);
  });

  it("accepts a code with leading zeros, of any length", () => {
    const request = Object(pageExamples.VerifySessionRequest);
    expect(schemaErrors("VerifySessionRequest", { ...request, code: "000001" })).toEqual([]);
    expect(schemaErrors("VerifySessionRequest", { ...request, code: "x".repeat(100) })).toEqual([]);
  });

  it("has the same response for 200 and 202 wherever it declares both", () => {
    for (const { responses } of operations) {
      if (responses["202"]) expect(responses["202"]).toEqual(responses["200"]);
    }
  });
});
