import { getPart } from "./getPart.ts";

interface Target {
  /** A URL, or a path of the server that serves this page. */
  baseUrl?: string;
  kind?: "mock" | "server";
}

/** Chooses the server that serves this page, when `session-mock --docs` or `session-server --docs` does. */
export async function offerTarget(root: HTMLElement): Promise<void> {
  const response = await fetch(`${root.dataset.base}try/target.json`, { cache: "no-store" }).catch(() => undefined);
  if (!response?.ok) return;
  const { baseUrl, kind }: Target = await response.json();
  if (baseUrl === undefined) return;
  const url = new URL(baseUrl, location.href).href;
  getPart(root, "baseUrl", HTMLInputElement).value = url;
  for (const radio of root.querySelectorAll<HTMLInputElement>("[name=server]")) radio.checked = false;
  const note = getPart(root, "target", HTMLElement);
  note.textContent = `The ${kind === "mock" ? "mock" : "live server"} at ${new URL(url).host} serves this page, and is chosen.`;
  note.hidden = false;
}
