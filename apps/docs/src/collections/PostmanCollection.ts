/** The parts of a Postman collection of format 2.1 that we read or set. */
export interface PostmanCollection {
  info: { name: string; schema: string; description?: unknown };
  variable?: { key: string; value: string }[];
  item: (PostmanItem | PostmanFolder)[];
}

export interface PostmanFolder {
  name: string;
  item: PostmanItem[];
}

export interface PostmanItem {
  name: string;
  request: {
    url: { variable: { key: string; value: string }[] };
    body: { raw?: string };
  };
  event: PostmanEvent[];
  response: PostmanResponse[];
}

export interface PostmanEvent {
  listen: "test";
  script: { type: "text/javascript"; exec: string[] };
}

export interface PostmanResponse {
  name: string;
  status: string;
  code: number;
}
