import { rmSync } from "node:fs";
import { buildPeers } from "./client/buildPeers.ts";
import { formatVersions } from "./client/formatVersions.ts";
import { generateClients } from "./client/generateClients.ts";
import { measureFootprint } from "./client/measureFootprint.ts";
import { measureImports } from "./client/measureImports.ts";
import { measureSizes } from "./client/measureSizes.ts";
import { measureTimes } from "./client/measureTimes.ts";
import { measureTypes } from "./client/measureTypes.ts";
import { packOurs } from "./client/packOurs.ts";
import { dist } from "./client/paths.ts";
import { writeTable } from "./writeTable.ts";

rmSync(dist, { recursive: true, force: true });
console.log("packing our client, generating the others");
const tarballs = packOurs();
await generateClients();
await buildPeers();

const sizes = await measureSizes();
const { flow, refused } = await measureTimes();
const types = measureTypes();
const imports = measureImports();
const footprint = measureFootprint(tarballs);

writeTable("client", [
  formatVersions(),
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
