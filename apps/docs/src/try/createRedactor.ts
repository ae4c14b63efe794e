export const mask = "***";

const secretFields = new Set(["bearer", "code"]);

/** Replaces secrets by `***`. It learns them from the bodies and headers that pass through it. */
export interface Redactor {
  add(secret: string): void;
  redact(text: string): string;
  /** Redacts the fields of a JSON body that hold secrets. Any other body is redacted as text. */
  redactBody(body: string): string;
  forget(): void;
}

export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  const add = (secret: string) => void (secret && secrets.add(secret));
  const redact = (text: string) => [...secrets].reduce((rest, secret) => rest.replaceAll(secret, mask), text);

  function redactBody(body: string): string {
    try {
      const redacted = JSON.stringify(JSON.parse(body), (field, value) => {
        if (!secretFields.has(field) || typeof value !== "string") return value;
        add(value);
        return mask;
      });
      return redact(redacted);
    } catch {
      return redact(body);
    }
  }

  return { add, redact, redactBody, forget: () => secrets.clear() };
}
