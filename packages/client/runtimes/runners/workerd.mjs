// `node workerd.mjs <bundled worker> <place>`. Plain JavaScript: miniflare is installed only where this runs.
import { Miniflare } from "miniflare";

const [scriptPath, place] = process.argv.slice(2);
const miniflare = new Miniflare({ modules: true, scriptPath, compatibilityDate: "2026-07-01" });
const response = await miniflare.dispatchFetch("http://worker/", { method: "POST", body: place });
console.log(await response.text());
await miniflare.dispose();
