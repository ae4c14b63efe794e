import { run } from "./run.ts";
import { tasks } from "./tasks.ts";

run("turbo", "run", ...tasks.start, "--output-logs=errors-only");
run("node", "apps/smoke/src/command.ts");
console.log("\nThis mock keeps no sessions. The live server does, and mails a code:\n");
run("node", "apps/smoke/src/command.ts", "--target", "server");

console.log(`
That was the life of a session. An email asked for a code, and got a bearer that opened nothing yet.
The code made it valid. It showed whose session it is and where else the user is logged in, got more
time, and was closed.

Read and try    npm run mock -- --state --docs
                http://127.0.0.1:4010/ in a browser
Call the mock   npm run mock
                curl -i http://127.0.0.1:4010/api/auth/v2/session -H 'Authorization: Bearer any'
Run the server  npm run server -- users add me@example.com
                npm run server
`);
