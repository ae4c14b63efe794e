import { runFlow } from "../scenarios/runFlow.ts";

// `inBrowser.ts` calls this function.
Object.assign(globalThis, { runFlow });
