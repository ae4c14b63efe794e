import { setupWorker } from "msw/browser";
import { createSessionHandlers, type SessionHandlers } from "../../../src/msw.ts";

declare global {
  var api: SessionHandlers;
  /** Handlers that remember, for another base URL. */
  var remembering: SessionHandlers;
  var ready: Promise<unknown>;
}

globalThis.api = createSessionHandlers();
globalThis.remembering = createSessionHandlers({ state: true, baseUrl: "https://remembering.example/v2" });
const worker = setupWorker(...globalThis.api.handlers, ...globalThis.remembering.handlers);
globalThis.ready = worker.start({ quiet: true });
