export const smokeHelp = `session-smoke: runs the whole session flow and says at each step whether the server kept its word

Without options it starts the mock server, runs against it, and stops it. The mock keeps no state, so the
steps that need memory are skipped.

Usage: session-smoke [options]
       session-smoke fuzz [options]    (session-smoke fuzz --help)

The server
  --target mock          start the mock server (the default)
  --target server        start our live server, with a database and a mailbox of its own
  --url URL              a server that is already there, with the path of the API
  --email EMAIL          the account that logs in there; codes are mailed to it
  --stateless            it is a mock server: skip what needs memory
  --other-email EMAIL    an account of somebody else, to show that users do not see each other
  --code-from SOURCE     where the codes for --url come from:
                           prompt             typed in by you (the default on a terminal)
                           value:CODE         always this one, for an account whose code is fixed
                           command:COMMAND    printed by this command, which finds SESSION_SMOKE_EMAIL,
                                              SESSION_SMOKE_VERIFICATION_CODE_ID and SESSION_SMOKE_ASKED_AT
                                              (Unix seconds) in its environment
                           smtp:PORT          received on this port of 127.0.0.1, where that server sends its mail
                           none               nobody can read them: steps that need one are skipped

What convicts
  --strict               hold it to this project's own decisions too, where the API's page is silent
                         (always with --target server)
  --drift fail|warn      whether an answer that contradicts the document fails its step (default fail)
  --require-all          a step that cannot be run fails
  --only-valid           leave out requests that are wrong on purpose, where a gateway refuses them itself
  --capped               its sessions start at their latest expiry, so that extending cannot move it
  --timeout SECONDS      how long a request may take (default 10)
  --code-wait SECONDS    how long a code may take to come (default 60)

What is reported
  --reporter KIND=FILE   write a report, json, junit or markdown; may be given more than once
  --repeat N             run N times and summarise the times
  -v, --version          show the version
  -h, --help             show this text

Exit code: 0 passed, 1 a step or the drift failed, 2 the options make no sense, 3 the server is not reachable,
4 it was stopped: limits (429), or no code, 130 ended by Ctrl-C. What was opened is closed in each case.

Examples:
  session-smoke --target server
  session-smoke --url https://intelligence.threatwinds.com/api/auth/v2 --email me@example.com
`;

export const fuzzHelp = `session-smoke fuzz: sends requests that are made up from the document, right, at the edge and wrong

Every answer must be declared: its status, headers, content type and body. What is wrong must be refused, nothing
may end in a 5xx, and no bearer but an open one opens anything. The first answer that is wrong is shrunk to the
smallest request that shows it, and printed as a curl line.

Without --url it starts the live server, without limits and with a database of its own.

Usage: session-smoke fuzz [options]

  --url URL              a server that is already there, with the path of the API
  --email EMAIL          the account that logs in there, three times. At a server that is not on this machine
                         every made-up session is for it as well, so that nobody else gets mail
  --code-from SOURCE     where its codes come from, as for session-smoke (default none: no session is opened)
  --code-wait SECONDS    how long a code may take to come (default 60)
  --i-operate-this-server
                         allow a server that is not on this machine
  --runs N               how many requests (default 5000)
  --seed S               which requests; a run prints its own
  --timeout SECONDS      how long a request may take (default 10)
  -v, --version          show the version
  -h, --help             show this text

Exit code: 0 passed, 1 an answer was wrong, 2 the options make no sense, 3 the server is not reachable,
130 ended by Ctrl-C. What was opened is closed in each case.

Examples:
  session-smoke fuzz
  session-smoke fuzz --url http://127.0.0.1:4020/api/auth/v2 --runs 100000
`;
