const secretHeaders = ["authorization", "cookie", "proxy-authorization"];

/** Shorter bearers are made up by tests, and could be part of any word. */
const shortestSecret = 16;

/** A request as it may be kept: its bearer is masked in the header, and wherever else it was sent by mistake. */
export function maskBearer<Kept extends { parameters: { header: Record<string, string> } }>(request: Kept): Kept {
  const { header } = request.parameters;
  const masked = {
    ...request,
    parameters: {
      ...request.parameters,
      header: Object.fromEntries(
        Object.entries(header).map(([name, value]) => [
          name,
          secretHeaders.includes(name) ? withoutSecret(value) : value,
        ]),
      ),
    },
  };
  const bearer = bearerIn(header.authorization);
  if (bearer === undefined || bearer.length < shortestSecret) return masked;
  return replaceIn(masked, bearer) as Kept;
}

function bearerIn(authorization = ""): string | undefined {
  return /^\S+\s+(.+)$/.exec(authorization)?.[1];
}

function withoutSecret(value: string): string {
  return /^Bearer\s/i.test(value) ? "Bearer ***" : "***";
}

function replaceIn(value: unknown, secret: string): unknown {
  if (typeof value === "string") return value.replaceAll(secret, "***");
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, secret));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key.replaceAll(secret, "***"), replaceIn(part, secret)]),
  );
}
