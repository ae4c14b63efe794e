import { type Finding, finding, schemaFindings } from "./findings.ts";
import type { Match } from "./operationsOf.ts";
import { type Contract, child, type Part } from "./readContract.ts";

export interface CheckedRequest {
  query: Record<string, string>;
  /** Names in lower case. */
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
}

/** What a request has against the document, by operation, parameters, bearer and body. */
export function checkRequest(contract: Contract, { operation, path }: Match, request: CheckedRequest): Finding[] {
  const pointer = operation.pointer;
  return [
    ...bearerFindings(contract, pointer, request),
    ...parameterFindings(contract, pointer, { ...request, path }),
    ...bodyFindings(contract, pointer, request),
  ];
}

function bearerFindings(contract: Contract, pointer: Match["operation"]["pointer"], { headers }: CheckedRequest) {
  const own = child(pointer, "security");
  const security = contract.at(own) ?? contract.at("#/security");
  const isOptional = !security || security.value.length === 0 || security.value.some((one: Part) => isEmpty(one));
  const isOurs = security?.value.some((one: Part) => Object.keys(one).some((name) => isBearer(contract, name)));
  if (isOptional || !isOurs || /^Bearer\s.+$/i.test(String(headers.authorization ?? ""))) return [];
  return [finding(contract, security.pointer, "header.authorization", "security", "must carry a bearer")];
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

function isBearer(contract: Contract, scheme: string): boolean {
  const { type, scheme: kind } = contract.at(child("#/components/securitySchemes", scheme))?.value ?? {};
  return type === "oauth2" || type === "openIdConnect" || (type === "http" && String(kind).toLowerCase() === "bearer");
}

function parameterFindings(
  contract: Contract,
  pointer: Match["operation"]["pointer"],
  request: CheckedRequest & { path: Record<string, string> },
): Finding[] {
  const lists = [child(pointer, "parameters"), pointer.replace(/\/\w+$/, "/parameters") as typeof pointer];
  const places = lists.flatMap((list) =>
    (contract.at(list)?.value ?? []).flatMap((_: Part, index: number) => contract.at(child(list, index)) ?? []),
  );
  return places.flatMap(({ pointer: at, value: parameter }) => {
    const { name, in: kind, required } = parameter;
    const values: Record<string, unknown> | undefined = {
      path: request.path,
      query: request.query,
      header: request.headers,
    }[kind as string];
    const value = values?.[kind === "header" ? name.toLowerCase() : name];
    const field = `${kind}.${name}`;
    if (value === undefined)
      return required && values ? [finding(contract, child(at, "required"), field, "required", "is required")] : [];
    return schemaFindings(contract, child(at, "schema"), value, { field, coerce: true });
  });
}

function bodyFindings(contract: Contract, pointer: Match["operation"]["pointer"], { headers, body }: CheckedRequest) {
  const declared = contract.at(child(pointer, "requestBody"));
  if (!declared)
    return body === undefined ? [] : [finding(contract, pointer, "body", "requestBody", "is not declared: send none")];
  const { required = false, content = {} } = declared.value;
  if (body === undefined)
    return required ? [finding(contract, child(declared.pointer, "required"), "body", "required", "is required")] : [];
  const type = String(headers["content-type"] ?? "")
    .split(";")[0]
    ?.trim()
    .toLowerCase();
  const media = Object.keys(content).find((name) => name.toLowerCase() === type);
  if (media === undefined) {
    const problem = `must be one of ${Object.keys(content).join(", ")}`;
    return [finding(contract, child(declared.pointer, "content"), "header.content-type", "content-type", problem)];
  }
  return schemaFindings(contract, child(declared.pointer, "content", media, "schema"), body, { field: "body" });
}
