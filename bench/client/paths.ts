import { fileURLToPath } from "node:url";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export const root: string = path("../..");
export const document: string = path("../../openapi/openapi.yaml");
export const peers: string = path("peers");
/** The generated and built files. Each run starts with an empty folder. */
export const dist: string = path("dist");
/** Our packages, as npm installs them. The other packages are in the `node_modules` of the folder above. */
export const installed: string = path("node_modules");
