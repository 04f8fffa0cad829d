/** Types of lock.mjs, for the tests. */
export declare const withLock: <T>(
  path: string,
  work: () => Promise<T> | T,
  pause?: (ms: number) => Promise<unknown>,
) => Promise<T>
