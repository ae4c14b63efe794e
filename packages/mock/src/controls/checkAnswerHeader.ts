import {
  appendPointer,
  type BareViolation,
  type Contract,
  parseMediaType,
  type Response,
  validateSchema,
} from "@session-api/contract";

/** Headers that frame the message. They follow from the body. */
const framingHeaders = ["connection", "content-length", "trailer", "transfer-encoding"];
/** A token of HTTP (RFC 9110, section 5.6.2). */
const headerName = /^[\w!#$%&'*+.^`|~-]+$/;
/** Printable ASCII, which Node sends and every client reads. */
const headerValue = /^[\x20-\x7e]*$/;

/** Lists what the document or HTTP does not allow of one header of an answer. */
export function checkAnswerHeader(
  contract: Contract,
  { pointer, headers, content: [media] }: Response,
  name: string,
  value: string | null,
): BareViolation[] {
  const field = `header.${name}`;
  const lowerName = name.toLowerCase();
  if (!headerName.test(name)) return [{ pointer, field, rule: "name", problem: "is not a header name" }];
  if (value !== null && typeof value !== "string")
    return [{ pointer, field, rule: "type", problem: "must be a string, or null to remove the header" }];
  if (value !== null && !headerValue.test(value))
    return [{ pointer, field, rule: "characters", problem: "must be printable ASCII" }];
  if (framingHeaders.includes(lowerName))
    return [{ pointer, field, rule: "framing", problem: "is set by the mock itself" }];
  if (lowerName === "content-type" && media && parseMediaType(value ?? "") !== media.name) {
    const content = appendPointer(pointer, "content");
    return [{ pointer: content, field, rule: "content-type", problem: `must be ${media.name}` }];
  }
  const declared = headers.find((header) => header.name.toLowerCase() === lowerName);
  if (!declared) return [];
  if (value !== null) return validateSchema(contract, declared.schema, value, { field, coerce: true });
  if (!declared.required) return [];
  return [{ pointer: appendPointer(declared.pointer, "required"), field, rule: "required", problem: "is required" }];
}
