/** A violation as Prism reports it. */
export interface PrismViolation {
  path?: string[];
  severity: number;
  code?: string | number;
  message: string;
}

/** The names of Prism's severities, by their numbers. */
const severities = ["Error", "Warning", "Information", "Hint"];

/** Many clients reject long headers, so the header lists only the first violations. */
const maxViolations = 10;

export function isPrismError({ severity }: PrismViolation): boolean {
  return severities[severity] === "Error";
}

/** Formats violations for the `sl-violations` header, in the form that `prism mock` uses. */
export function formatPrismViolations(violations: PrismViolation[]): string {
  const list = violations.slice(0, maxViolations).map(({ path = [], severity, code, message }) => ({
    location: ["request", ...path],
    severity: severities[severity],
    code,
    message,
  }));
  return JSON.stringify(list);
}
