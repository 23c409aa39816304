// Goes through the files of an import: one file, or all files of a folder, of which one that is faulty stops no other.
import path from 'node:path'
import { FileError, listFiles, type OpenFile, openFile } from './open-file.ts'
import type { ImportReport } from './report.ts'

/**
 * Opens each file and hands it to `use`, with a function that tells which part of all bytes has been read. A single
 * file that cannot be read throws its `FileError`. In a folder it is reported, and the next file follows.
 */
export async function eachFile(
  target: string,
  report: ImportReport,
  use: (file: OpenFile, share: () => number) => Promise<void>,
): Promise<void> {
  const paths = await listFiles(target)
  for (const [at, one] of paths.entries()) {
    try {
      const file = await openFile(one)
      if (file.encoding === 'windows-1252') {
        const reason = 'is not UTF-8 and was read as Windows-1252: check a name with accents'
        await report.note({ file: file.name, row: 0, outcome: 'changed', reason })
      }
      await use(file, () => (at + Math.min(1, file.bytesRead / Math.max(1, file.bytes))) / paths.length)
    } catch (error) {
      if (!(error instanceof FileError) || (paths.length === 1 && one === target)) throw error
      const name = path.basename(one)
      const reason = error.message.replace(`${name} `, '')
      await report.note({ file: name, row: 0, outcome: 'refused', reason })
    }
  }
}
