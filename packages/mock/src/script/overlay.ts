import type { HttpAnswer } from "../HttpAnswer.ts";
import type { Facts } from "./Answer.ts";

/** The document's answer with what the test set instead. */
export function overlay(documents: HttpAnswer, { body, headers = {} }: Facts): HttpAnswer {
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const kept = Object.entries(documents.headers).filter(([name]) => !given.has(name.toLowerCase()));
  const set = Object.entries(headers).filter((header): header is [string, string] => header[1] !== null);
  const isTyped = given.has("content-type") || body === undefined || documents.body !== "";
  const type = isTyped ? [] : [["Content-Type", "application/json"]];
  return {
    status: documents.status,
    headers: Object.fromEntries([...type, ...kept, ...set]),
    body: body === undefined ? documents.body : JSON.stringify(body),
  };
}
