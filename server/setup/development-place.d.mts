/** Types of development-place.mjs, for the tests. */
export declare const developmentPlace: (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
) => { host: string; port: number; rest: string[] }
