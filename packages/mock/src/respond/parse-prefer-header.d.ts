declare module "parse-prefer-header" {
  export default function parsePreferHeader(
    header: string | string[] | undefined,
  ): Record<string, string | true | undefined>;
}
