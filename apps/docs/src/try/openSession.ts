import type { Session } from "@session-api/client";
import { sessionQueries } from "@session-api/client/query";
import { MutationObserver, QueryClient, QueryObserver } from "@tanstack/query-core";
import type { Run } from "./createRunner.ts";
import { getPart } from "./getPart.ts";
import { formatTime, renderSession } from "./renderSession.ts";
import { renderSessions } from "./renderSessions.ts";

/** Connects the buttons to a session, until its end. Returns a function that forgets its data. */
export function openSession(root: HTMLElement, session: Session, run: Run, onEnd: () => void): () => void {
  const queryClient = new QueryClient();
  const queries = sessionQueries(session);
  // A button reads them first. From then on, they follow each change.
  const check = new QueryObserver(queryClient, { ...queries.check(), enabled: false });
  const list = new QueryObserver(queryClient, { ...queries.list(), enabled: false });
  const extend = new MutationObserver(queryClient, queries.extend());
  const closeOther = new MutationObserver(queryClient, queries.closeOther());
  const closeAllOthers = new MutationObserver(queryClient, queries.closeAllOthers());
  const close = new MutationObserver(queryClient, queries.close());
  const listeners = new AbortController();

  const stopCheck = check.subscribe(({ data }) => renderSession(root, data));
  const stopList = list.subscribe(({ data }) => renderSessions(root, data, closeRow));
  const forget = () => {
    listeners.abort();
    stopCheck();
    stopList();
    queryClient.clear();
    renderSession(root, undefined);
    renderSessions(root, undefined, closeRow);
  };
  const end = () => {
    forget();
    onEnd();
  };

  /** Runs the work of a button. An answer of 401 ends the session. */
  async function act(action: string, work: () => Promise<string>): Promise<boolean> {
    const isDone = await run(action, work);
    if (!queries.check().enabled()) end();
    return isDone;
  }

  async function closeRow(sessionID: string): Promise<void> {
    await act("Close one session", async () => {
      await closeOther.mutate(sessionID);
      return "The other session is closed.";
    });
    getPart(root, "sessionsHeading", HTMLElement).focus();
  }

  const onClick = (name: string, action: string, work: () => Promise<string>) =>
    getPart(root, name, HTMLButtonElement).addEventListener("click", () => act(action, work), listeners);

  onClick("check", "Check", async () => {
    await check.refetch({ throwOnError: true });
    check.setOptions(queries.check());
    return "The session is read.";
  });
  onClick("list", "List", async () => {
    const { data = [] } = await list.refetch({ throwOnError: true });
    list.setOptions(queries.list());
    return data.length === 1 ? "There is 1 active session." : `There are ${data.length} active sessions.`;
  });
  onClick("extend", "Extend", async () => `The session lasts until ${formatTime(await extend.mutate())}.`);
  onClick("closeOthers", "Close others", async () => {
    const count = await closeAllOthers.mutate();
    return count === 1 ? "1 other session is closed." : `${count} other sessions are closed.`;
  });
  onClick("close", "Close", async () => {
    await close.mutate();
    return "The session is closed.";
  });
  return forget;
}
