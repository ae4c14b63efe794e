import { getPart } from "./getPart.ts";
import { isLoopback } from "./isLoopback.ts";

/** Asks before a server of another machine mails a real code. Resolves to whether to send the request. */
export async function confirmRealMail(root: HTMLElement, baseUrl: string): Promise<boolean> {
  if (isLoopback(baseUrl)) return true;
  getPart(root, "confirmHost", HTMLElement).textContent = new URL(baseUrl).host;
  const dialog = getPart(root, "confirmDialog", HTMLDialogElement);
  dialog.returnValue = "cancel";
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return dialog.returnValue === "send";
}
