/** The colours of the reference. They are those of Starlight, so that the reference looks like the other pages. */
const colours = {
  light: {
    accent: "hsl(234, 90%, 60%)",
    heading: "hsl(224, 10%, 10%)",
    text: "hsl(224, 10%, 23%)",
    quiet: "hsl(224, 7%, 36%)",
    line: "hsl(224, 20%, 90%)",
    surface: "hsl(224, 19%, 97%)",
    chosen: "hsl(234, 88%, 95%)",
    background: "#ffffff",
    get: "#0b7a3e",
    post: "#1a56d6",
    put: "#9a5200",
    delete: "#c2083b",
  },
  dark: {
    accent: "hsl(224, 100%, 85%)",
    heading: "#ffffff",
    text: "hsl(224, 6%, 77%)",
    quiet: "hsl(224, 6%, 68%)",
    line: "hsl(224, 10%, 26%)",
    surface: "hsl(224, 14%, 16%)",
    chosen: "hsl(224, 54%, 20%)",
    background: "hsl(224, 10%, 10%)",
    get: "#68cc97",
    post: "#90b0f0",
    put: "#e0a663",
    delete: "#fa82a2",
  },
};

/** Writes the colours as variables of CSS, such as `--theme-accent`, for `reference.css`. */
export function writeThemeVariables(): string {
  const write = (values: object) =>
    Object.entries(values)
      .map(([name, value]) => `--theme-${name}: ${value};`)
      .join(" ");
  return `:root { ${write(colours.light)} }\n:root.dark { ${write(colours.dark)} }\n`;
}
