import { fileURLToPath } from "node:url";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export const root: string = path("../..");
export const document: string = path("../../openapi/openapi.yaml");
export const peers: string = path("peers");
/** What is generated and built, anew each time. */
export const dist: string = path("dist");
/** Ours, as npm installs it, where the peers find it; everybody else is in the `node_modules` above. */
export const installed: string = path("node_modules");
