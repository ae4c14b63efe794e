import { UnreachableError } from "../errors/UnreachableError.ts";
import { UsageError } from "../errors/UsageError.ts";
import type { Exchange } from "./Exchange.ts";
import { explainTls } from "./explainTls.ts";

export interface SendSettings {
  /** The URL of the API, without a slash at its end. */
  baseUrl: string;
  timeoutMs: number;
  signal: AbortSignal | undefined;
}

const connectionFailed =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EPROTO|UND_ERR_CONNECT_TIMEOUT|UNABLE_TO_.*|INVALID_(CA|PURPOSE)|HOSTNAME_MISMATCH|.*CERT.*|.*TLS.*|.*SSL.*)$/;

/**
 * Sends a request and reads the whole response. A redirect is not followed, because no operation answers one.
 *
 * Throws an `UnreachableError` when no connection or no response comes, and an `Error` when the response breaks off.
 */
export async function sendRequest(
  request: Request,
  { baseUrl, timeoutMs, signal }: SendSettings,
): Promise<{ exchange: Exchange; response: Response }> {
  const requestBody = request.body ? await request.clone().text() : undefined;
  const limit = AbortSignal.timeout(timeoutMs);
  const signals = [limit, request.signal, ...(signal ? [signal] : [])];
  let response: Response | undefined;
  try {
    response = await fetch(request, { redirect: "manual", signal: AbortSignal.any(signals) });
    const { status, headers } = response;
    const { method, url } = request;
    const path = url.slice(baseUrl.length);
    const exchange = { method, path, requestBody, status, headers, text: await response.text() };
    return { exchange, response };
  } catch (error) {
    if (limit.aborted) throw createTimeoutError(timeoutMs, response);
    throw explainFailure(error as Error, response);
  }
}

function createTimeoutError(timeoutMs: number, response: Response | undefined): Error {
  const message = `it took longer than ${timeoutMs / 1_000} s`;
  return response ? new Error(message) : new UnreachableError(message);
}

function explainFailure(error: Error, response: Response | undefined): Error {
  const { code = "", message } = (error.cause ?? error) as NodeJS.ErrnoException;
  const reason = explainTls(code) ?? (message || code);
  if (reason === "bad port") return new UsageError("--url names a port that fetch refuses to ask");
  if (response) return new Error(`the response ${response.status} broke off: ${reason}`);
  return connectionFailed.test(code) ? new UnreachableError(reason) : new Error(`there was no response: ${reason}`);
}
