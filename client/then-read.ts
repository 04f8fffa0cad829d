/** Acts upon the server, and looking afterwards. Owns the order alone. */

/**
 * Does something, then reads again: also where it was refused or no answer came, since it may be done all the same (SPEC PX22).
 * A failure is told at once. `read` never rejects.
 */
export const thenRead = async (work: () => Promise<void>, read: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    void read()
    throw error
  }
  await read()
}
