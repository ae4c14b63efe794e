import { createSessionClient, isSessionError, type Session, type SessionClientOptions } from "@session-api/client";

export function createFlow(baseUrl: string, options?: SessionClientOptions): () => Promise<number> {
  const client = createSessionClient({ ...options, baseUrl });

  return async () => {
    const pending = await client.login("john@doe.net");
    const session = await pending.verify("012345");
    await session.check();
    await session.list();
    const expireAt = await session.extend(); // reads it back by itself
    await session.close();
    return expireAt;
  };
}

/** Not timed, but part of what is bundled and type-checked. */
export function keep(session: Session): void {
  session.keepAlive({ onLost: ({ error }) => isSessionError(error) && console.error(error.errorId) });
}
