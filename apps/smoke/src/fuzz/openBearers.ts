import { createSessionClient, isSessionError } from "@session-api/client";
import { UnreachableError } from "../errors/UnreachableError.ts";
import { UsageError } from "../errors/UsageError.ts";
import { userAgent } from "../flow/createFlow.ts";
import { explainTls } from "../http/explainTls.ts";
import type { Mask } from "../reports/redact.ts";
import type { Target } from "../targets/Target.ts";

/** Bearers for the fuzz to use, and which are lacking because nobody could read a code. */
export interface Bearers extends AsyncDisposable {
  live?: string;
  pending?: string;
  closed?: string;
  /** What stands for them in requests that must be refused. */
  ids: SessionIDs;
}

/** Ids that exist. They are no secrets. */
export interface SessionIDs {
  /** Of the pending session. */
  verificationCodeID: string;
  /** Of the live session, where there is one, or else of the pending one. */
  sessionID: string;
}

/** Opens a session, closes another, and leaves a third pending. */
export async function openBearers(
  target: Pick<Target, "url" | "email" | "readCode">,
  { timeoutMs, mask, signal }: { timeoutMs: number; mask: Mask; signal?: AbortSignal },
): Promise<Bearers> {
  const { url: baseUrl, email, readCode } = target;
  const headers = { "User-Agent": userAgent };
  const client = createSessionClient({
    headers,
    baseUrl,
    retry: false,
    timeoutMs: { perTry: timeoutMs, overall: timeoutMs },
  });
  const create = async () => {
    const { data } = await client.api.POST("/session", { body: { email } }).catch((error) => {
      const { message, code = "" } = rootOf(error);
      if (message === "bad port") throw new UsageError("--url names a port that fetch refuses to ask");
      const isReached = !isSessionError(error) || !["network", "timeout"].includes(error.kind);
      throw isReached
        ? error
        : new UnreachableError(`${baseUrl} is not reachable: ${explainTls(code) ?? error.message}`);
    });
    if (!data) throw new Error("createSession answered no body");
    mask.hide(data.bearer);
    return data;
  };
  if (!readCode) {
    const { bearer: pending, ...ids } = await create();
    return { pending, ids, async [Symbol.asyncDispose]() {} };
  }
  const logIn = async () => {
    const askedAt = Math.floor(Date.now() / 1_000);
    const { verificationCodeID, bearer } = await create();
    const code = await readCode({ email, verificationCodeID, askedAt, ...(signal && { signal }) });
    mask.hide(code);
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

function rootOf(error: NodeJS.ErrnoException): NodeJS.ErrnoException {
  return error.cause instanceof Error ? rootOf(error.cause) : error;
}
