/** A field that a later version of the API knows. A server ignores the fields that it does not know. */
export const moreFields = { kind: "standard" };
