// usage: node workerd.mjs <bundled worker> <environment>
// Plain JavaScript, because miniflare and its types are only installed for these tests.
import { Miniflare } from "miniflare";

const [scriptPath, environment] = process.argv.slice(2);
const miniflare = new Miniflare({ modules: true, scriptPath, compatibilityDate: "2026-07-01" });
const response = await miniflare.dispatchFetch("http://worker/", { method: "POST", body: environment });
console.log(await response.text());
await miniflare.dispose();
