import { createSessionClient, type OperationId, type PendingLogin, type Session } from "@session-api/client";
import { confirmRealMail } from "./confirmRealMail.ts";
import { createRecordingFetch } from "./createRecordingFetch.ts";
import { createRedactor } from "./createRedactor.ts";
import { createRunner } from "./createRunner.ts";
import { explainFailure } from "./explainFailure.ts";
import { getPart } from "./getPart.ts";
import { offerCopies } from "./offerCopies.ts";
import { offerTarget } from "./offerTarget.ts";
import { openSession } from "./openSession.ts";
import { reserveExchange } from "./reserveExchange.ts";

const root = getPart(document, "try", HTMLElement);
const loginForm = getPart(root, "loginForm", HTMLFormElement);
const codeForm = getPart(root, "codeForm", HTMLFormElement);
const baseUrlInput = getPart(root, "baseUrl", HTMLInputElement);
const emailInput = getPart(root, "email", HTMLInputElement);
const codeInput = getPart(root, "code", HTMLInputElement);
const loginPart = getPart(root, "login", HTMLElement);
const sessionPart = getPart(root, "session", HTMLElement);

const left = new AbortController();
const redactor = createRedactor();
let action = "";
let operation: OperationId | undefined;
let pending: PendingLogin | undefined;
let session: Session | undefined;
let forgetSession: (() => void) | undefined;

const run = createRunner(root, {
  signal: left.signal,
  setAction: (name) => (action = name),
  explain: (error) => explainFailure(error, baseUrlInput.value, redactor.redact),
});

function createClient(baseUrl: string) {
  return createSessionClient({
    baseUrl,
    retry: false,
    // The event of a request comes right before it.
    onEvent: (event) => (operation = event.operation),
    fetch: createRecordingFetch({
      redactor,
      signal: left.signal,
      readContext: () => ({ action, operation }),
      onRequest: () => reserveExchange(root, baseUrl),
    }),
  });
}

loginForm.addEventListener("submit", async (event) => {
  event.preventDefault();
  const baseUrl = baseUrlInput.value.replace(/\/+$/, "");
  if (!(await confirmRealMail(root, baseUrl))) return;
  const isDone = await run("Send me a code", async () => {
    pending = await createClient(baseUrl).login(emailInput.value);
    return "The server has sent a code. Enter it.";
  });
  if (!isDone) return;
  codeForm.hidden = false;
  codeInput.focus();
});

codeForm.addEventListener("submit", async (event) => {
  event.preventDefault();
  const code = codeInput.value.trim();
  redactor.add(code);
  codeInput.value = "";
  const isDone = await run("Log in", async () => {
    session = await pending?.verify(code);
    return "You are logged in.";
  });
  if (!isDone || !session) return codeInput.focus();
  pending = undefined;
  loginPart.hidden = true;
  codeForm.hidden = true;
  sessionPart.hidden = false;
  forgetSession = openSession(root, session, run, endSession);
  getPart(root, "sessionHeading", HTMLElement).focus();
});

function endSession(): void {
  showLogin();
  emailInput.focus();
}

function showLogin(): void {
  session = undefined;
  pending = undefined;
  sessionPart.hidden = true;
  codeForm.hidden = true;
  loginPart.hidden = false;
}

/** Forgets everything, so that neither the browser's cache of pages nor the next reader finds it. */
function leave(): void {
  left.abort();
  if (getPart(root, "closeOnLeave", HTMLInputElement).checked) void session?.close().catch(() => {});
  forgetSession?.();
  showLogin();
  redactor.forget();
  loginForm.reset();
  codeForm.reset();
  getPart(root, "exchanges", HTMLElement).replaceChildren();
  getPart(root, "failure", HTMLElement).replaceChildren();
  getPart(root, "status", HTMLElement).textContent = "";
}

loginForm.addEventListener("change", ({ target }) => {
  if (target instanceof HTMLInputElement && target.name === "server") baseUrlInput.value = target.value;
});
window.addEventListener("pagehide", leave);
// A page from the browser's cache of pages begins anew.
window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
for (const place of root.querySelectorAll("[data-origin]")) place.textContent = location.origin;
offerCopies(root);
void offerTarget(root);
