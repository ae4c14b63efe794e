import type { Plugin } from "rolldown";

/** Replacements for modules that Prism loads and this mock never calls, by the end of their paths. */
const stubs: Record<string, string> = {
  // Forwards requests to a live service. It also serializes the body for a log, which the mock does not keep.
  "/prism-http/dist/forwarder/index.js": `
    export default () => { throw new Error("the mock forwards nothing"); };
    export const serializeBody = () => ({ _tag: "Left", left: undefined });`,
  // Calls webhooks, with node-fetch.
  "/prism-http/dist/mocker/callback/callbacks.js": "export const runCallback = () => () => () => {};",
  // Reads other kinds of documents, which the mock refuses before.
  "/http-spec/oas2/operation.js": "export const transformOas2Operations = () => [];",
  "/http-spec/postman/operation.js": "export const transformPostmanCollectionOperations = () => [];",
};

/** Changes of code that would not run in a bundle, or that is slow at each request, by the end of its path. */
const changes: Record<string, { from: string; to: string }> = {
  // Only in CommonJS is `this` the exports of the module.
  "/uri-template-lite/index.js": { from: "this.URI", to: "exports.URI" },
  // It compiles the template of the path again at each request.
  "/prism-http/dist/validator/index.js": {
    from: "new uri_template_lite_1.URI.Template(template)",
    to: "((getPathParams.templates ??= {})[template] ??= new uri_template_lite_1.URI.Template(template))",
  },
};

/** Other entry points of the same packages: one language instead of 70. */
const others: Record<string, [from: RegExp, to: string]> = {
  "@faker-js/faker": [/^@faker-js\/faker$/, "@faker-js/faker/locale/en"],
};

/** Bundles only the parts of Prism that the mock uses, so that users install neither its 100 packages nor its telemetry. */
export function slimPrism(): Plugin {
  return {
    name: "slim-prism",
    async resolveId(source, importer, options) {
      const other = Object.values(others).find(([from]) => from.test(source));
      const resolved = await this.resolve(other?.[1] ?? source, importer, { ...options, skipSelf: true });
      if (!resolved) return null;
      // Its main file loads the others by a `require` that bundlers do not see.
      if (source === "jsonc-parser") return { ...resolved, id: resolved.id.replace("/umd/", "/esm/") };
      return other ? resolved : null;
    },
    transform(code, id) {
      const file = id.replaceAll("\\", "/");
      const change = Object.entries(changes).find(([end]) => file.endsWith(end))?.[1];
      if (!change) return null;
      if (!code.includes(change.from)) throw new Error(`${id} no longer says ${change.from}`);
      return code.replaceAll(change.from, change.to);
    },
    load(id) {
      const stub = Object.entries(stubs).find(([end]) => id.replaceAll("\\", "/").endsWith(end))?.[1];
      return stub === undefined ? null : { code: stub, moduleType: "js" };
    },
  };
}
