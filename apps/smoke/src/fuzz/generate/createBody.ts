import type { FuzzBody } from "./FuzzRequest.ts";

export function createBody(text: string, encoding: FuzzBody["encoding"] = "utf8"): FuzzBody {
  return { text, encoding };
}

export function createJsonBody(value: unknown): FuzzBody {
  return createBody(JSON.stringify(value));
}
