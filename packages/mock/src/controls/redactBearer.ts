const secretHeaders = ["authorization", "cookie", "proxy-authorization"];

/** Tests make up shorter bearers, which could be part of any word. */
const minSecretLength = 16;

/** Returns a request with its bearer redacted, in the header and everywhere else in the request. */
export function redactBearer<Request extends { parameters: { header: Record<string, string> } }>(
  request: Request,
): Request {
  const { header } = request.parameters;
  const headers = Object.entries(header).map(([name, value]) => [
    name,
    secretHeaders.includes(name) ? redactCredentials(value) : value,
  ]);
  const redacted = { ...request, parameters: { ...request.parameters, header: Object.fromEntries(headers) } };
  const bearer = /^\S+\s+(.+)$/.exec(header.authorization ?? "")?.[1] ?? "";
  return bearer.length < minSecretLength ? redacted : (redactIn(redacted, bearer) as Request);
}

function redactCredentials(value: string): string {
  return /^Bearer\s/i.test(value) ? "Bearer ***" : "***";
}

function redactIn(value: unknown, secret: string): unknown {
  if (typeof value === "string") return value.replaceAll(secret, "***");
  if (Array.isArray(value)) return value.map((item) => redactIn(item, secret));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key.replaceAll(secret, "***"), redactIn(part, secret)]),
  );
}
