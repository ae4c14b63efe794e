import type { StarlightUserConfig } from "@astrojs/starlight/types";
import { contract } from "./contract.ts";

/** The pages in their order, which previous and next follow too. */
export const sidebar: NonNullable<StarlightUserConfig["sidebar"]> = [
  {
    label: "Guides",
    items: [
      "guides/log-in",
      "guides/web-server",
      "guides/signed-in",
      "guides/keep-alive",
      "guides/errors",
      "guides/migrate",
    ],
  },
  { label: "Operations", items: contract.operations.map(({ operationId }) => `operations/${operationId}`) },
];
