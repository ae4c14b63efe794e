import { rmSync } from "node:fs";
import { buildPeers } from "./client/bundle.ts";
import { footprintTable } from "./client/footprint.ts";
import { generateClients } from "./client/generate.ts";
import { importTable } from "./client/imports.ts";
import { packOurs } from "./client/install.ts";
import { dist } from "./client/places.ts";
import { sizeTable } from "./client/sizes.ts";
import { timeTables } from "./client/times.ts";
import { typeTable } from "./client/types.ts";
import { versionsLine } from "./client/versions.ts";
import { writeTable } from "./report.ts";

rmSync(dist, { recursive: true, force: true });
console.log("packing ours, generating the others");
const tarballs = packOurs();
await generateClients();
await buildPeers();

const sizes = await sizeTable();
const { flow, refused } = await timeTables();
const types = typeTable();
const imports = importTable();
const footprint = footprintTable(tarballs);

writeTable("client", [
  versionsLine(),
  "",
  "**Size of the whole flow** (`esbuild --bundle --minify --format=esm`)",
  "",
  ...sizes,
  "",
  "**Time per call, the flow**, and how many times that of bare `fetch`",
  "",
  ...flow,
  "",
  "**Time per call, a 401 without a body**, until the error id is known",
  "",
  ...refused,
  "",
  "**Types of a consumer** (`tsc --extendedDiagnostics --noEmit --skipLibCheck`), over the same imports without the calls",
  "",
  ...types,
  "",
  "**Cold import** in a new process, median of 31",
  "",
  ...imports,
  "",
  "**Installed by npm into an empty folder**",
  "",
  ...footprint,
  "",
]);
