/** A browser without scripts: it keeps cookies, sends forms and follows redirects. */
export class Visitor {
  readonly cookies: Map<string, string> = new Map<string, string>();
  readonly #send: (path: string, init: RequestInit) => Promise<Response>;

  constructor(send: (path: string, init: RequestInit) => Promise<Response>) {
    this.#send = send;
  }

  /** Opens a page, or posts a form to it. Resolves to the status and the text of the last response. */
  async visit(path: string, form?: Record<string, string>): Promise<[status: number, text: string]> {
    const cookie = [...this.cookies].map((pair) => pair.join("=")).join("; ");
    const post = form && { method: "POST", body: new URLSearchParams(form) };
    const response = await this.#send(path, { headers: { cookie }, redirect: "manual", ...post });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /Max-Age=0/.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const location = response.headers.get("location");
    return location ? this.visit(location) : [response.status, await response.text()];
  }
}
