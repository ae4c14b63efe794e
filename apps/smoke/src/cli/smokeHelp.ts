export const smokeHelp = `session-smoke: runs the whole session flow against a server and checks every response

Without options it starts the mock server, runs against it, and stops it. Without --state the mock keeps
no sessions, and the steps that need them are skipped.

Usage: session-smoke [options]
       session-smoke fuzz [options]    (session-smoke fuzz --help)

Server
  --target mock          start the mock server (default)
  --state                the mock remembers sessions, so that only mails and limits are left out
  --target server        start our live server, with a database and a mailbox of its own
  --url URL              use a running server; the URL includes the path of the API
  --email EMAIL          the account that logs in at --url; the server mails its codes there
  --stateless            the server at --url is a mock: skip the steps that need state
  --other-email EMAIL    the account of a second user, to show that users do not see each other
  --code-from SOURCE     the source of the codes for --url:
                           prompt             you type them in (default on a terminal)
                           value:CODE         always this code, for an account whose code is fixed
                           command:COMMAND    the output of this command; its environment has
                                              SESSION_SMOKE_EMAIL, SESSION_SMOKE_VERIFICATION_CODE_ID
                                              and SESSION_SMOKE_ASKED_AT (Unix seconds)
                           smtp:PORT          the mail that the server sends to this port of 127.0.0.1
                           none               no source: skip the steps that need a code
  --code-wait SECONDS    how long a code may take to arrive (default 60)

Strictness
  --strict               also require this project's own decisions, where the API's page is silent
                         (always on with --target server and with --state)
  --violations fail|warn whether a response that differs from the document fails its step (default fail)
  --require-all          fail the steps that would be skipped
  --only-valid           leave out the requests that are wrong on purpose, for a gateway that refuses them
  --capped               sessions start at their latest expiry, so extending cannot move it
  --timeout SECONDS      how long a request may take (default 10)

Reports
  --reporter KIND=FILE   write a report of this kind: json, junit or markdown; may be repeated
  --repeat N             run N times and summarise the times
  -v, --version          show the version
  -h, --help             show this text

Exit code: 0 passed, 1 a step failed or a response differed from the document, 2 the options are wrong,
3 the server is not reachable, 4 stopped by the server's limits (429) or for lack of a code, 130 ended by
Ctrl-C. The run closes the sessions that it opened in each case.

Examples:
  session-smoke --target server
  session-smoke --url https://intelligence.threatwinds.com/api/auth/v2 --email me@example.com
`;
