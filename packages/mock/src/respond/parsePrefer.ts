/// <reference path="./parse-prefer-header.d.ts" />
import parsePreferHeader from "parse-prefer-header";
import { parseScenarioName, type ScenarioName, scenarios } from "../controls/scenarios.ts";
import { Refusal } from "./Refusal.ts";

export interface Preferences {
  status?: number | undefined;
  example?: string | undefined;
  dynamic?: boolean | undefined;
  scenario?: ScenarioName | undefined;
}

type Value = string | true | undefined;

/**
 * Parses the `Prefer` header (RFC 7240) of a request: `code=404`, `example=name`, `dynamic=true`, `scenario=outage`.
 * Throws a `Refusal` for a value that it does not understand.
 */
export function parsePrefer(prefer: string | string[] | undefined): Preferences {
  if (prefer === undefined) return {};
  const { code, example, dynamic, scenario } = parsePreferHeader(prefer);
  return {
    status: parseCode(code),
    example: parseExample(example),
    dynamic: parseDynamic(dynamic),
    scenario: parseScenario(scenario),
  };
}

export function hasPreferences(preferences: Preferences): boolean {
  return Object.values(preferences).some((value) => value !== undefined);
}

function parseCode(code: Value): number | undefined {
  if (code === undefined) return undefined;
  if (/^[1-5]\d\d$/.test(String(code))) return Number(code);
  throw new Refusal(400, "Prefer: code must be a status, for example code=404");
}

function parseExample(example: Value): string | undefined {
  if (example !== true) return example;
  throw new Refusal(400, "Prefer: example must be the name of a body's example, for example example=checkedSession");
}

function parseDynamic(dynamic: Value): boolean | undefined {
  if (dynamic === undefined) return undefined;
  if (dynamic === "true" || dynamic === "false") return dynamic === "true";
  throw new Refusal(400, "Prefer: dynamic must be true or false");
}

function parseScenario(scenario: Value): ScenarioName | undefined {
  if (scenario === undefined) return undefined;
  if (scenario !== true && Object.hasOwn(scenarios, scenario)) return parseScenarioName(scenario);
  throw new Refusal(400, `Prefer: scenario must be one of ${Object.keys(scenarios).join(", ")}`);
}
