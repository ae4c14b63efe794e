import { type Pointer, readContract } from "@session-api/contract";
import { describe, expect, it } from "vitest";
import { listBodyFields } from "../../src/coverage/listBodyFields.ts";

/** Lists the names of a body under the schema `Body`. `!` marks an undeclared one. */
function list(body: unknown, schemas: object): string[] {
  const document = { openapi: "3.1.1", info: {}, paths: {}, components: { schemas } };
  const contract = readContract(JSON.stringify(document), "openapi.json");
  const pointer: Pointer = "#/components/schemas/Body";
  const fields = listBodyFields(contract, pointer, body, (name) => name);
  return fields.map(({ field, isDeclared }) => (isDeclared ? field : `!${field}`));
}

const name = { type: "string" };
const item = { type: "object", properties: { name } };
const reference = (to: string) => ({ $ref: `#/components/schemas/${to}` });

describe("the fields of a body", () => {
  it("are named by their path, through lists and references", () => {
    const Body = { properties: { items: { type: "array", items: reference("Item") } } };
    const body = { items: [{ name: "a" }, { name: "b", kind: { any: 1 } }] };
    expect(list(body, { Body, Item: item })).toEqual([
      ...["body.items", "body.items[].name", "body.items[].name", "!body.items[].kind"],
    ]);
    expect(list([[{ name: "a" }]], { Body: { items: { items: item } } })).toEqual(["body[][].name"]);
  });

  it.each(["allOf", "anyOf", "oneOf"])("may be declared by a part of %s", (keyword) => {
    const Body = { properties: { id: name }, [keyword]: [reference("Item"), { properties: { other: item } }] };
    const body = { id: 1, name: 1, other: { name: 1, kind: 1 } };
    expect(list(body, { Body, Item: item })).toEqual([
      ...["body.id", "body.name", "body.other", "body.other.name", "!body.other.kind"],
    ]);
  });

  it("may be declared by a branch of a condition", () => {
    const Body = { properties: { id: name }, if: {}, else: item };
    expect(list({ id: 1, name: 1 }, { Body })).toEqual(["body.id", "body.name"]);
  });

  it("end where a schema refers to itself", () => {
    const Body = { allOf: [reference("Body")], properties: { child: reference("Body") } };
    expect(list({ child: { child: {} } }, { Body })).toEqual(["body.child", "body.child.child"]);
  });

  it("are hidden in a map and in a free-form object, whose names are data", () => {
    const map = { type: "object", additionalProperties: item };
    const Body = { properties: { map, free: { type: "object" }, open: { additionalProperties: true } } };
    const body = { map: { john: { name: 1 } }, free: { john: 1 }, open: { john: 1 } };
    expect(list(body, { Body })).toEqual(["body.map", "body.map.*", "body.map.*.name", "body.free", "body.open"]);
  });

  it("are undeclared beside declared ones, even where the schema allows unknown fields", () => {
    expect(list({ name: 1, kind: 1 }, { Body: { ...item, additionalProperties: true } })).toEqual([
      ...["body.name", "!body.kind"],
    ]);
  });
});
