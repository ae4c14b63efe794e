import { createSessionClient, isSessionError } from "@session-api/client";
import { UnreachableError } from "../errors/UnreachableError.ts";
import { UsageError } from "../errors/UsageError.ts";
import { explainTls } from "../http/explainTls.ts";
import { userAgent } from "../http/userAgent.ts";
import type { Redactor } from "../reports/createRedactor.ts";
import type { Target } from "../targets/Target.ts";
import type { BearerTexts } from "./formatAuthorization.ts";
import type { SessionIds } from "./generate/KnownValues.ts";

/** Bearers for the fuzzer. Without a source of codes, only `pending` is set. Disposing closes the open sessions. */
export interface Bearers extends BearerTexts, AsyncDisposable {
  ids: SessionIds;
}

export interface OpenSettings {
  timeoutMs: number;
  redactor: Redactor;
  signal?: AbortSignal | undefined;
}

/** Opens a session, closes another one, and leaves a third one pending. */
export async function openBearers(
  { url: baseUrl, email, readCode }: Pick<Target, "url" | "email" | "readCode">,
  { timeoutMs, redactor, signal }: OpenSettings,
): Promise<Bearers> {
  const headers = { "User-Agent": userAgent };
  const overall = { perTry: timeoutMs, overall: timeoutMs };
  const client = createSessionClient({ headers, baseUrl, retry: false, timeoutMs: overall });
  const create = async () => {
    const { data } = await client.api.POST("/session", { body: { email } }).catch((error) => {
      throw explainFailure(error, baseUrl);
    });
    if (!data) throw new Error("createSession answered no body");
    redactor.addSecret(data.bearer);
    return data;
  };
  if (!readCode) {
    const { bearer: pending, ...ids } = await create();
    return { pending, ids, async [Symbol.asyncDispose]() {} };
  }
  const logIn = async () => {
    const askedAt = Math.floor(Date.now() / 1_000);
    const { verificationCodeID, bearer } = await create();
    const code = await readCode({ email, verificationCodeID, askedAt, signal });
    redactor.addSecret(code);
    await client.api.PUT("/session/verification", { body: { verificationCodeID, code } });
    return client.resume(bearer);
  };
  await using opened = new AsyncDisposableStack();
  const live = opened.use(await logIn());
  const closed = opened.use(await logIn());
  await closed.close();
  const { bearer: pending, verificationCodeID } = await create();
  const { sessionID } = await live.check();
  opened.move();
  return {
    live: live.exportBearer(),
    closed: closed.exportBearer(),
    pending,
    ids: { verificationCodeID, sessionID },
    [Symbol.asyncDispose]: () => live[Symbol.asyncDispose](),
  };
}

/** Distinguishes a server that answers wrongly from one that cannot be reached. */
function explainFailure(error: Error, baseUrl: string): Error {
  const { message, code = "" } = findRootCause(error);
  if (message === "bad port") return new UsageError("--url names a port that fetch refuses to ask");
  if (!isSessionError(error) || !["network", "timeout"].includes(error.kind)) return error;
  return new UnreachableError(`${baseUrl} is not reachable: ${explainTls(code) ?? error.message}`);
}

function findRootCause(error: NodeJS.ErrnoException): NodeJS.ErrnoException {
  return error.cause instanceof Error ? findRootCause(error.cause) : error;
}
