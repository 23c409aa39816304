// The adapter of storage for a folder. It writes a new file, waits for the disk, and then gives the file its name.
import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { requireName, type Storage } from './storage.ts'

/** Files on their way. They are on the same disk, so that the rename is one step. */
const UNFINISHED = '.unfinished'
const UNFINISHED_MS_MAX = 86_400_000
const ONLY_OURS = { file: 0o600, folder: 0o700 }

export function folderStorage(root: string): Storage {
  const fileOf = (name: string): string => {
    requireName(name)
    return path.join(root, ...name.split('/'))
  }
  return {
    async put(name, bytes) {
      const file = fileOf(name)
      const temporary = path.join(root, UNFINISHED, randomBytes(12).toString('hex'))
      await makeFolder(path.dirname(temporary))
      await makeFolder(path.dirname(file))
      try {
        await writeDurably(temporary, bytes)
        await rename(temporary, file)
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => undefined)
        throw error
      }
      // Only now does the disk know the file by its name.
      await syncFolder(path.dirname(file))
    },
    async get(name) {
      try {
        return await readFile(fileOf(name))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    async delete(name) {
      const file = fileOf(name)
      await rm(file, { force: true })
      await syncFolder(path.dirname(file)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
      })
    },
    async sweep() {
      const folder = path.join(root, UNFINISHED)
      for (const name of await readdir(folder).catch(() => [])) {
        const file = path.join(folder, name)
        // Another process may finish its file at this moment.
        const age = Date.now() - ((await stat(file).catch(() => undefined))?.mtimeMs ?? Date.now())
        if (age > UNFINISHED_MS_MAX) await rm(file, { force: true })
      }
    },
  }
}

async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'wx', ONLY_OURS.file)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a folder. The folders above it must know it on the disk too, or a loss of power takes its files. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: ONLY_OURS.folder })
  if (first === undefined) return
  const top = path.dirname(first)
  for (let above = path.dirname(folder); ; above = path.dirname(above)) {
    await syncFolder(above)
    if (above === top) return
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
