import type { StarlightUserConfig } from "@astrojs/starlight/types";
import { contract } from "./contract.ts";

/** The pages in their order, which previous and next follow too. */
export const sidebar: NonNullable<StarlightUserConfig["sidebar"]> = [
  {
    label: "Guides",
    items: ["guides/log-in"],
  },
  {
    label: "API",
    items: [...contract.operations.map(({ operationId }) => `operations/${operationId}`), "errors", "schemas"],
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
