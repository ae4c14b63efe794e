/** The part of JSON Schema that is checked. A schema without a type accepts every value. */
export interface JsonSchema {
  type?: string | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  format?: Format | undefined;
  items?: JsonSchema | undefined;
  required?: string[] | undefined;
  properties?: Record<string, JsonSchema> | undefined;
}

/** A format of strings. An object instead of its name, so that a bundle contains only the formats that it uses. */
export interface Format {
  /** With its article, for messages. */
  name: string;
  pattern: RegExp;
}
