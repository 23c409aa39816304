// Puts the message files of a folder together: `./citizen/start.json` becomes the key `start`.
import type { Messages } from '../text.ts'

export function gather(files: Readonly<Record<string, unknown>>): Messages {
  return Object.fromEntries(
    Object.entries(files).map(([file, messages]) => {
      return [file.slice(file.lastIndexOf('/') + 1, -'.json'.length), messages as Messages]
    }),
  )
}
