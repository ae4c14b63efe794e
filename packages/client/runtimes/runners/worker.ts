import { runFlow } from "../scenarios/runFlow.ts";

export default {
  async fetch(request: Request): Promise<Response> {
    const results = await runFlow(await request.json());
    return Response.json({ runtime: navigator.userAgent, results });
  },
};
