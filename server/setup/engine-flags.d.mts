/** Types of engine-flags.mjs, for the server and the tests. */
export declare const engineFlags: (version: string, uptimeS: number) => readonly string[]
export declare const tuneEngine: () => void
