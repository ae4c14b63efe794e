import { type Contract, child, type Operation, type Part, type Pointer } from "./readContract.ts";

export interface DeclaredResponse {
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
    .filter((status) => /^\d{3}$/.test(status))
    .sort()
    .flatMap((status) => {
      const response = contract.at(child(operation.pointer, "responses", status));
      return response ? [read(contract, Number(status), response)] : [];
    });
}

function read(
  contract: Contract,
  status: number,
  { pointer, value }: { pointer: Pointer; value: Part },
): DeclaredResponse {
  const headers = Object.keys(value.headers ?? {}).flatMap((name) => {
    const header = contract.at(child(pointer, "headers", name));
    return header ? [[name, header] as const] : [];
  });
  const [mediaType] = Object.keys(value.content ?? {});
  if (mediaType === undefined) return { status, pointer, headers: Object.fromEntries(headers) };
  const media = child(pointer, "content", mediaType);
  const body = { mediaType, schema: child(media, "schema"), examples: examplesAt(contract, media) };
  return { status, pointer, headers: Object.fromEntries(headers), body };
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
  if (status !== undefined) return responses.find((response) => response.status === status);
  return responses.find((response) => isSuccess(response) && isMeant(response)) ?? responses.find(isMeant);
}

function isSuccess({ status }: DeclaredResponse): boolean {
  return status >= 200 && status < 300;
}
