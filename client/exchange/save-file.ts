/** A file that the page holds goes to the reader's downloads. Owns that one step. */

/** The address of the file has to outlive the click in every browser. */
const KEPT_MS = 60_000

export const saveFile = (file: File): void => {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}
