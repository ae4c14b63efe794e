import type { Credential, Security } from "./Contract.ts";
import { appendPointer, type Pointer } from "./pointer.ts";
import type { Place } from "./resolvePointer.ts";

/** Reads the security of an operation, or else that of the document. */
export function readSecurity(at: (pointer: Pointer) => Place | undefined, operation: Pointer): Security {
  const security = at(appendPointer(operation, "security")) ?? at("#/security");
  if (!security) return { pointer: operation, alternatives: [], requiresBearer: false };
  const requirements: object[] = security.value;
  const alternatives = requirements.map((requirement) =>
    Object.keys(requirement).flatMap((name) => readScheme(at(appendPointer("#/components/securitySchemes", name)))),
  );
  const isBearer = (credentials: Credential[]) => credentials.some(({ scheme }) => scheme === "bearer");
  const requiresBearer = alternatives.some(isBearer) && alternatives.every((one) => one.length > 0);
  return { pointer: security.pointer, alternatives, requiresBearer };
}

function readScheme(place: Place | undefined): Credential[] {
  const { type, scheme, in: location, name } = place?.value ?? {};
  if (type === "oauth2" || type === "openIdConnect") return [{ in: "header", name: "authorization", scheme: "bearer" }];
  if (type === "http") return [{ in: "header", name: "authorization", scheme: String(scheme).toLowerCase() }];
  if (type === "apiKey" && location !== "cookie") return [{ in: location, name, scheme: undefined }];
  // A client certificate is not part of the request, and cookies are not checked.
  return [];
}
