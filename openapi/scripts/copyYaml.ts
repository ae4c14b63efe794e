import { copyFileSync } from "node:fs";

// npm publishes the YAML files as they are written, beside the bundled JSON.
for (const file of ["openapi.yaml", "login.arazzo.yaml"]) {
  copyFileSync(new URL(`../${file}`, import.meta.url), new URL(`../dist/${file}`, import.meta.url));
}
