/** A collection in the format of Bruno's export. */
export interface BrunoCollection {
  name: string;
  version: string;
  items: { name: string }[];
  environments: object[];
  root: object;
}
