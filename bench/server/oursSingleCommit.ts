import { registerHooks } from "node:module";

/** Our server with one module replaced, so that each request has its own transaction and its own flush to disk. */
const replaced = new URL("../../apps/server/src/store/groupCommit.ts", import.meta.url).href;
const replacement = new URL("singleCommit.ts", import.meta.url).href;
let isReplaced = false;

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    if (resolved.url !== replaced) return resolved;
    isReplaced = true;
    return { ...resolved, url: replacement };
  },
});
await import("./ours.ts");
if (!isReplaced) throw new Error(`the server does not import ${replaced} any more, so nothing was replaced`);
