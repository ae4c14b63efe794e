import { setupWorker } from "msw/browser";
import { createSessionHandlers, type SessionHandlers } from "../../../src/msw.ts";

declare global {
  var api: SessionHandlers;
  var ready: Promise<unknown>;
}

globalThis.api = createSessionHandlers();
const worker = setupWorker(...globalThis.api.handlers);
globalThis.ready = worker.start({ quiet: true });
