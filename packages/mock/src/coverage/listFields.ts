import { type Contract, type Operation, parseMediaType } from "@session-api/contract";
import type { MatchedRequest } from "../answers/ResponseSource.ts";
import { isClientHeader } from "./isClientHeader.ts";
import { type Field, listBodyFields } from "./listBodyFields.ts";
import { redactName } from "./redactName.ts";

/** Lists the names of all that a request carries, and never a value. */
export function listFields(contract: Contract, { match, query, headers, body }: MatchedRequest): Field[] {
  const { operation } = match;
  const bearer = /^\S+\s+(.+)$/.exec(String(headers.authorization ?? ""))?.[1] ?? "";
  const redact = (name: string) => redactName(name, bearer);
  const sent = { query: Object.keys(query), header: Object.keys(headers) };
  const named = (["query", "header"] as const).flatMap((where) => {
    const declared = listDeclared(operation, where);
    return sent[where].flatMap((name) => {
      if (declared.includes(name)) return [{ field: `${where}.${name}`, isDeclared: true }];
      if (where === "header" && isClientHeader(name)) return [];
      return [{ field: `${where}.${redact(name)}`, isDeclared: false }];
    });
  });
  const path = Object.keys(match.path).map((name) => ({ field: `path.${name}`, isDeclared: true }));
  return [...path, ...named, ...listBody(contract, operation, headers, body, redact)];
}

/** Lists the parameters and credentials that an operation declares. Header names are in lower case. */
function listDeclared({ parameters, security }: Operation, where: "query" | "header"): string[] {
  const all = [...parameters, ...security.alternatives.flat()].filter((one) => one.in === where);
  if (where === "query") return all.map(({ name }) => name);
  const cookies = parameters.some((one) => one.in === "cookie") ? ["cookie"] : [];
  return [...all.map(({ name }) => name.toLowerCase()), ...cookies];
}

function listBody(
  contract: Contract,
  { requestBody }: Operation,
  headers: MatchedRequest["headers"],
  body: unknown,
  redact: (name: string) => string,
): Field[] {
  if (body === undefined) return [];
  if (!requestBody) return [{ field: "body", isDeclared: false }];
  const type = parseMediaType(String(headers["content-type"] ?? ""));
  const media = requestBody.content.find(({ name }) => name.toLowerCase() === type);
  return media ? listBodyFields(contract, media.schema, body, redact) : [];
}
