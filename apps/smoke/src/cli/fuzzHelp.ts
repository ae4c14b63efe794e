export const fuzzHelp = `session-smoke fuzz: sends requests that are generated from the document: right, odd and wrong ones

The document must declare the status, headers, content type and body of every response. The server must refuse
each wrong request, may never answer 5xx, and may open a session only for its own bearer. The first wrong response
is shrunk to the smallest request that shows it, and printed as a curl command.

Without --url it starts the live server, without limits and with a database of its own.

Usage: session-smoke fuzz [options]

  --url URL              use a running server; the URL includes the path of the API
  --email EMAIL          the account that logs in at --url, three times. For a server on another machine, every
                         generated session is for this account too, so that no other person gets mail
  --code-from SOURCE     the source of its codes, as for session-smoke (default none: no session is opened)
  --code-wait SECONDS    how long a code may take to arrive (default 60)
  --i-operate-this-server
                         allow a server on another machine
  --runs N               how many requests to send (default 5000)
  --seed S               the seed that generates the requests; each run prints its own
  --timeout SECONDS      how long a request may take (default 10)
  -v, --version          show the version
  -h, --help             show this text

Exit code: 0 passed, 1 a response was wrong, 2 the options are wrong, 3 the server is not reachable,
130 ended by Ctrl-C. The fuzzer closes the sessions that it opened in each case.

Examples:
  session-smoke fuzz
  session-smoke fuzz --url http://127.0.0.1:4020/api/auth/v2 --runs 100000
`;
