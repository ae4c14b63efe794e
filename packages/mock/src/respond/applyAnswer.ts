import type { Facts } from "../controls/Answer.ts";
import type { HttpAnswer } from "./HttpResponse.ts";

/** The document's answer with what the test set instead. */
export function overlay(documents: HttpAnswer, { body, headers = {} }: Facts): HttpAnswer {
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const kept = Object.entries(documents.headers).filter(([name]) => !given.has(name.toLowerCase()));
  const set = Object.entries(headers).filter((header): header is [string, string] => header[1] !== null);
  const isTyped = given.has("content-type") || body === undefined || documents.body !== "";
  const type = isTyped ? [] : [["Content-Type", "application/json"]];
  const all: Record<string, string> = Object.fromEntries([...type, ...kept, ...set]);
  return { status: documents.status, headers: all, body: body === undefined ? documents.body : written(body, all) };
}

/** A page or a text, such as that of a gateway, goes as it is; everything else is JSON. */
function written(body: unknown, headers: Record<string, string>): string {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  return typeof body === "string" && !/[/+]json\b/i.test(type) ? body : JSON.stringify(body);
}
