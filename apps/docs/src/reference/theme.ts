/** The colours of the reference. They are those of Starlight, so that the reference looks like the other pages. */
export const theme = {
  light: {
    accent: "hsl(234, 90%, 60%)",
    accentLow: "hsl(234, 88%, 95%)",
    heading: "hsl(224, 10%, 10%)",
    text: "hsl(224, 10%, 23%)",
    quiet: "hsl(224, 7%, 36%)",
    line: "hsl(224, 20%, 90%)",
    surface: "hsl(224, 19%, 97%)",
    background: "#fff",
  },
  dark: {
    accent: "hsl(224, 100%, 85%)",
    accentLow: "hsl(224, 54%, 20%)",
    heading: "#fff",
    text: "hsl(224, 6%, 77%)",
    quiet: "hsl(224, 6%, 66%)",
    line: "hsl(224, 10%, 26%)",
    surface: "hsl(224, 14%, 16%)",
    background: "hsl(224, 10%, 10%)",
  },
};

/** Writes the colours as variables of CSS: `--theme-accent`. */
export function writeThemeVariables(): string {
  const write = (colours: object) =>
    Object.entries(colours)
      .map(([name, value]) => `--theme-${name}: ${value};`)
      .join(" ");
  return `:root { ${write(theme.light)} }\n:root.dark { ${write(theme.dark)} }\n`;
}
