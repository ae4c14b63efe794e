import type { Plugin } from "rolldown";

/** What Prism loads and a mock of one OpenAPI 3 document never calls, by the end of its path: what stands for it. */
const stubs: Record<string, string> = {
  // Sends requests on to a live service. The body is only serialized for a log that nobody reads.
  "/prism-http/dist/forwarder/index.js": `
    export default () => { throw new Error("the mock forwards nothing"); };
    export const serializeBody = () => ({ _tag: "Left", left: undefined });`,
  // Answers through webhooks, with node-fetch.
  "/prism-http/dist/mocker/callback/callbacks.js": "export const runCallback = () => () => () => {};",
  // Other kinds of documents, which are refused before.
  "/http-spec/oas2/operation.js": "export const transformOas2Operations = () => [];",
  "/http-spec/postman/operation.js": "export const transformPostmanCollectionOperations = () => [];",
};

/** What would not run in a bundle, or runs at each request and need not, by the end of its path. */
const changes: Record<string, { from: string; to: string }> = {
  // `this` is a module's exports in CommonJS alone.
  "/uri-template-lite/index.js": { from: "this.URI", to: "exports.URI" },
  // It compiles the path's template anew at each request.
  "/prism-http/dist/validator/index.js": {
    from: "new uri_template_lite_1.URI.Template(template)",
    to: "((getPathParams.templates ??= {})[template] ??= new uri_template_lite_1.URI.Template(template))",
  },
};

/** Replaced by what the same package offers besides: one language of 70, modules that can be bundled. */
const others: Record<string, [from: RegExp, to: string]> = {
  "@faker-js/faker": [/^@faker-js\/faker$/, "@faker-js/faker/locale/en"],
};

/** Bundles of Prism what the mock uses, so that its package installs none of Prism's 100 others, nor its telemetry. */
export function slimPrism(): Plugin {
  return {
    name: "slim-prism",
    async resolveId(source, importer, options) {
      const other = Object.values(others).find(([from]) => from.test(source));
      const resolved = await this.resolve(other?.[1] ?? source, importer, { ...options, skipSelf: true });
      if (!resolved) return null;
      // Its main file loads the others by a \`require\` that no bundler sees.
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
