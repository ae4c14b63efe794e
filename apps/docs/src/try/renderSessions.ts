import type { ListedSession } from "@session-api/client";
import { copyTemplate, fillFields, getPart } from "./getPart.ts";
import { formatTime } from "./renderSession.ts";

/** Shows the active sessions, each other one with a button that closes it, or nothing when the session has ended. */
export function renderSessions(
  root: HTMLElement,
  sessions: ListedSession[] | undefined,
  closeOther: (sessionID: string) => void,
): void {
  getPart(root, "sessions", HTMLElement).hidden = sessions === undefined;
  const rows = (sessions ?? []).map(({ sessionID, userAgent, ip, expireAt, current }) => {
    const row = copyTemplate(root, "rowTemplate");
    fillFields(row, { userAgent: userAgent || "unknown", ip, expireAt: formatTime(expireAt), close: "This session" });
    if (!current) row.querySelector('[data-field="close"]')?.replaceChildren(createButton(sessionID, closeOther));
    return row;
  });
  getPart(root, "sessionRows", HTMLElement).replaceChildren(...rows);
}

function createButton(sessionID: string, closeOther: (sessionID: string) => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "try-button";
  button.textContent = "Close";
  button.setAttribute("aria-label", `Close session ${sessionID}`);
  button.addEventListener("click", () => closeOther(sessionID));
  return button;
}
