/** Names this program to the operator of the server, who sees it at each session of a run. */
export const userAgent = "session-smoke";
