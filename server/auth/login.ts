/** What somebody signs in with. Owns when two spellings are the same login (SPEC PP6); pure. */

/** One spelling of a login: compatible characters, lower case, single spaces. */
export const normaliseLogin = (login: string): string =>
  login.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim()

/** Whether a normalised login can be one: something to read, nothing that cannot be seen. */
export const isLogin = (login: string): boolean =>
  /^[^\p{C}]{2,100}$/u.test(login) && /[\p{L}\p{N}]/u.test(login)
