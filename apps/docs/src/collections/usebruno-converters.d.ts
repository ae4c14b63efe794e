declare module "@usebruno/converters" {
  import type { BrunoCollection } from "./BrunoCollection.ts";
  import type { PostmanCollection } from "./PostmanCollection.ts";

  export function postmanToBruno(collection: PostmanCollection): Promise<{ collection: BrunoCollection }>;
}
