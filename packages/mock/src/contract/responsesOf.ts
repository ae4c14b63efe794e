import { type Contract, child, type Operation, type Part, type Pointer } from "./readContract.ts";

export interface DeclaredResponse {
  /** As the document has it: a status, a range such as `4XX`, or `default`. */
  name: string;
  /** The status; of what stands for several, the first. */
  status: number;
  pointer: Pointer;
  headers: Record<string, { pointer: Pointer; value: Part }>;
  /** The media type of the body, its schema and its examples by name. Absent where no body is declared. */
  body?: { mediaType: string; schema: Pointer; examples: Record<string, unknown> };
}

/** The responses that the document declares for an operation, the lowest status first. */
export function responsesOf(contract: Contract, operation: Operation): DeclaredResponse[] {
  const responses: Part = contract.at(child(operation.pointer, "responses"))?.value ?? {};
  return Object.keys(responses)
    .filter((name) => /^([1-5](\d\d|XX)|default)$/.test(name))
    .sort()
    .flatMap((name) => {
      const response = contract.at(child(operation.pointer, "responses", name));
      return response ? [read(contract, name, response)] : [];
    });
}

function read(
  contract: Contract,
  name: string,
  { pointer, value }: { pointer: Pointer; value: Part },
): DeclaredResponse {
  const status = name === "default" ? 500 : Number(name.replace("XX", "00"));
  const headers = Object.keys(value.headers ?? {}).flatMap((key) => {
    const header = contract.at(child(pointer, "headers", key));
    return header ? [[key, header] as const] : [];
  });
  const [mediaType] = Object.keys(value.content ?? {});
  if (mediaType === undefined) return { name, status, pointer, headers: Object.fromEntries(headers) };
  const media = child(pointer, "content", mediaType);
  const body = { mediaType, schema: child(media, "schema"), examples: examplesAt(contract, media) };
  return { name, status, pointer, headers: Object.fromEntries(headers), body };
}

/** The examples of a header or a body by name; an `example` without a name goes by "". */
export function examplesAt(contract: Contract, pointer: Pointer): Record<string, unknown> {
  const { example, examples = {} } = contract.at(pointer)?.value ?? {};
  const named = Object.keys(examples).map((name) => [name, contract.at(child(pointer, "examples", name))?.value.value]);
  return { ...(example !== undefined && { "": example }), ...Object.fromEntries(named) };
}

/** The response that an answer means: by its status, by its example, or else the first success. */
export function responseFor(
  responses: DeclaredResponse[],
  { status, example }: { status?: number; example?: string },
): DeclaredResponse | undefined {
  const isMeant = (response: DeclaredResponse) =>
    example === undefined || Object.hasOwn(response.body?.examples ?? {}, example);
  if (status !== undefined) return responseOf(responses, status);
  return responses.find((response) => isSuccess(response) && isMeant(response)) ?? responses.find(isMeant);
}

/** The response of a status: its own, that of its range, or that of all others. */
function responseOf(responses: DeclaredResponse[], status: number): DeclaredResponse | undefined {
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  const names = [String(status), `${String(status).slice(0, 1)}XX`, "default"];
  const [response] = names.flatMap((name) => responses.find((one) => one.name === name) ?? []);
  return response && { ...response, status };
}

function isSuccess({ status }: DeclaredResponse): boolean {
  return status >= 200 && status < 300;
}
