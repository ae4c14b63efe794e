/// <reference path="./parse-prefer-header.d.ts" />
import type { IncomingMessage } from "node:http";
import parsePreferHeader from "parse-prefer-header";
import { Refusal } from "./Refusal.ts";

export interface Preferences {
  code?: number;
  exampleKey?: string;
  dynamic?: boolean;
}

/** What the `Prefer` header (RFC 7240) asks for: `code=404`, `example=name`, `dynamic=true`. */
export function preferencesOf({ headers }: IncomingMessage): Preferences {
  const { code, example, dynamic } = parsePreferHeader(headers.prefer);
  return {
    ...(code !== undefined && { code: parseCode(code) }),
    ...(example !== undefined && { exampleKey: parseExample(example) }),
    ...(dynamic !== undefined && { dynamic: parseDynamic(dynamic) }),
  };
}

function parseCode(code: string | true): number {
  if (/^[1-5]\d\d$/.test(String(code))) return Number(code);
  throw new Refusal(400, "Prefer: code wants a status, for example code=404");
}

function parseExample(example: string | true): string {
  if (example !== true) return example;
  throw new Refusal(400, "Prefer: example wants the name of a body's example, for example example=checkedSession");
}

function parseDynamic(dynamic: string | true): boolean {
  if (dynamic === "true" || dynamic === "false") return dynamic === "true";
  throw new Refusal(400, "Prefer: dynamic wants true or false");
}
