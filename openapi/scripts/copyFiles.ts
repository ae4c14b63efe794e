import { cpSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "..");

// npm publishes these files as they are written, beside the bundled JSON.
for (const path of ["openapi.yaml", "login.arazzo.yaml", "samples"]) {
  cpSync(join(folder, path), join(folder, "dist", path), { recursive: true });
}
