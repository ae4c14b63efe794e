import manifest from "../../package.json" with { type: "json" };

interface Wanted {
  help?: boolean | undefined;
  version?: boolean | undefined;
}

/** Prints the help text or the version when an option asks for it. Returns whether one does. */
export function printInformation({ help = false, version = false }: Wanted, helpText: string): boolean {
  if (help) process.stdout.write(helpText);
  else if (version) console.log(manifest.version);
  return help || version;
}
