// Compiled in a project of its own, with each version of TypeScript that the client supports.
import {
  type CheckedSession,
  createSessionClient,
  isSessionError,
  type ListedSession,
  type OperationId,
  type Session,
  SessionError,
  type SessionEvent,
} from "@session-api/client";
import { sessionQueries } from "@session-api/client/query";
import { reportViolations } from "@session-api/client/validate";
import { QueryClient } from "@tanstack/query-core";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const assertType = <T extends true>(isTrue?: T): T | undefined => isTrue;

const client = createSessionClient({
  validate: reportViolations("throw"),
  onEvent: (event: SessionEvent) => console.log(event.type),
});

export async function flow(): Promise<CheckedSession> {
  const pending = await client.login("john@doe.net", { signal: AbortSignal.timeout(1_000) });
  await using session = await pending.verify("012345");
  const keepAlive = session.keepAlive({ onLost: ({ reason }) => console.log(reason) });
  keepAlive.stop();
  const { data, error } = await session.api.GET("/sessions");
  assertType<
    Equal<
      typeof data,
      | { sessions: { sessionID: string; ip: string; userAgent: string; expireAt: number; current: boolean }[] }
      | undefined
    >
  >();
  assertType<Equal<typeof error, undefined>>();
  // @ts-expect-error the document has no such path
  await session.api.GET("/sesion").catch(() => undefined);
  return session.check();
}

export async function readName(session: Session): Promise<string | undefined> {
  const { check, list } = sessionQueries(session);
  const queryClient = new QueryClient();
  const { fullName } = await queryClient.fetchQuery(check());
  const sessions = queryClient.getQueryData(list().queryKey);
  assertType<Equal<typeof sessions, ListedSession[] | undefined>>();
  return fullName;
}

export function getOperation(error: unknown): OperationId | undefined {
  if (error instanceof SessionError || isSessionError(error)) return error.operation;
  return undefined;
}
