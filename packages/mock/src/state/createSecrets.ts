const codeDigits = 6;
const bearerBytes = 48;

/** Creates the code of a session: six digits, zeros in front included. */
export function createCode(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(number % 10 ** codeDigits).padStart(codeDigits, "0");
}

/** Creates a bearer, in the characters of base64url. `Buffer` is missing in browsers. */
export function createBearer(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(bearerBytes));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
