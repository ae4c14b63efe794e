/**
 * Sends a link into the old single page, such as `/#/sessions/createsession`, to its place in the reference. A script for
 * the head of the home page: `#/` begins no anchor of the other pages.
 */
export const redirectOldLinks =
  'if (location.hash.startsWith("#/") && !location.pathname.includes("/reference/")) location.replace("reference/" + location.hash)';
