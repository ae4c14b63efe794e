declare module "openapi-to-postmanv2" {
  import type { PostmanCollection } from "./PostmanCollection.ts";

  interface Conversion {
    result: boolean;
    reason?: string;
    output: { data: PostmanCollection }[];
  }

  export function convertV2(
    input: { type: "json"; data: object },
    options: Record<string, string | boolean>,
    callback: (error: Error | null, conversion: Conversion) => void,
  ): void;
}
