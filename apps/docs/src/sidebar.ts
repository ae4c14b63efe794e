import type { StarlightUserConfig } from "@astrojs/starlight/types";
import { contract } from "./contract.ts";

/** The pages in their order, which previous and next follow too. */
export const sidebar: NonNullable<StarlightUserConfig["sidebar"]> = [
  {
    label: "Integrate",
    items: ["log-in", "web-server", "signed-in", "keep-alive", "errors", "migrate"].map((name) => `guides/${name}`),
  },
  { label: "Test", items: ["guides/test-mock", "guides/test-server"] },
  {
    label: "Operate",
    items: ["run-server", "check-server", "security", "proofs"].map((name) => `guides/${name}`),
  },
  {
    label: "API",
    items: [
      ...contract.operations.map(({ operationId }) => `operations/${operationId}`),
      "errors",
      "schemas",
      { label: "Interactive reference", link: "/reference/" },
      "try",
    ],
  },
  {
    label: "Packages",
    items: [
      {
        label: "Client",
        items: [
          { slug: "packages/client", label: "Overview" },
          "packages/client/choosing",
          "packages/client/migrating",
          { slug: "packages/client/api", label: "API" },
          { slug: "packages/client/api-query", label: "API of /query" },
          { slug: "packages/client/api-validate", label: "API of /validate" },
        ],
      },
      "packages/mock",
      "packages/server",
      "packages/smoke",
      "packages/types",
      "packages/openapi",
    ],
  },
  { label: "Project", items: ["measurements", "changelog"] },
];
