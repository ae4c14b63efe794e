import { runFlow } from "../runFlow.ts";

// The browser's runner calls it.
Object.assign(globalThis, { runFlow });
