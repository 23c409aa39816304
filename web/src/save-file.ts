// Gives a file to the browser, which saves it.

/** The browser reads the bytes after the click, so they stay for some seconds. */
const KEPT_MS = 10_000

export function saveFile(name: string, content: Blob): void {
  const href = URL.createObjectURL(content)
  Object.assign(document.createElement('a'), { href, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS)
}
