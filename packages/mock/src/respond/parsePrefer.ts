/// <reference path="./parse-prefer-header.d.ts" />
import parsePreferHeader from "parse-prefer-header";
import { type ScenarioName, scenarioName, scenarios } from "../controls/scenarios.ts";
import { Refusal } from "./Refusal.ts";

export interface Preferences {
  status?: number;
  example?: string;
  dynamic?: boolean;
  scenario?: ScenarioName;
}

/** What the `Prefer` header (RFC 7240) asks for: `code=404`, `example=name`, `dynamic=true`, `scenario=outage`. */
export function preferencesOf(prefer: string | string[] | undefined): Preferences {
  if (prefer === undefined) return {};
  const { code, example, dynamic, scenario } = parsePreferHeader(prefer);
  return {
    ...(code !== undefined && { status: parseCode(code) }),
    ...(example !== undefined && { example: parseExample(example) }),
    ...(dynamic !== undefined && { dynamic: parseDynamic(dynamic) }),
    ...(scenario !== undefined && { scenario: parseScenario(scenario) }),
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

function parseScenario(scenario: string | true): ScenarioName {
  if (scenario !== true && Object.hasOwn(scenarios, scenario)) return scenarioName(scenario);
  throw new Refusal(400, `Prefer: scenario wants one of ${Object.keys(scenarios).join(", ")}`);
}
