/** The reason of a failure in words, and the next step. */
export interface Explanation {
  title: string;
  sentences: string[];
  /** Commands to type in a terminal. */
  commands?: string[] | undefined;
  violations?: string[] | undefined;
  /** The name of the place on the page of errors: `checksession-401`. */
  anchor?: string | undefined;
}
