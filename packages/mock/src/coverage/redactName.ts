/** A letter first, so that a code is not taken for a name, and then no mail address, no space and no long token. */
const namePattern = /^[\p{L}_$][\p{L}\p{N}_$.:-]{0,47}$/u;

/** Returns a name that the document does not declare, or `***` for one that may be a value: an app may send any text as a name. */
export function redactName(name: string, bearer: string): string {
  const hasBearer = bearer !== "" && name.toLowerCase().includes(bearer.toLowerCase());
  return namePattern.test(name) && !hasBearer ? name : "***";
}
