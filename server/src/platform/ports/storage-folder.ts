// The adapter of storage for a folder. It writes a new file, waits for the disk, and then gives the file its name.
import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, opendir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { type ByteRange, measured, requireName, type Storage, type StoredBlob } from './storage.ts'

/** Files on their way. They are on the same disk, so that the rename is one step. */
const UNFINISHED = '.unfinished'
const UNFINISHED_MS_MAX = 86_400_000
const ONLY_OURS = { file: 0o600, folder: 0o700 }

export function folderStorage(root: string): Storage {
  const fileOf = (name: string): string => {
    requireName(name)
    return path.join(root, ...name.split('/'))
  }
  const keep = async (name: string, write: (handle: FileHandle) => Promise<void>): Promise<void> => {
    const file = fileOf(name)
    const temporary = path.join(root, UNFINISHED, randomBytes(12).toString('hex'))
    await makeFolder(path.dirname(temporary))
    await makeFolder(path.dirname(file))
    try {
      await writeDurably(temporary, write)
      await rename(temporary, file)
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined)
      throw error
    }
    // Only now does the disk know the file by its name.
    await syncFolder(path.dirname(file))
  }
  return {
    put: (name, bytes) => keep(name, (handle) => handle.writeFile(bytes)),
    putStream: (name, source, stated) =>
      keep(name, async (handle) => {
        for await (const chunk of measured(source, stated)) await writeAll(handle, chunk)
      }),
    get: async (name) => ifThere(readFile(fileOf(name))),
    async open(name, range) {
      const handle = await ifThere(open(fileOf(name), 'r'))
      // The stream closes the file, also when nobody reads it to its end.
      return handle?.createReadStream(range && toStreamRange(range))
    },
    sizeOf: async (name) => (await ifThere(stat(fileOf(name))))?.size,
    list: (folder) => listFiles(root, fileOf(folder)),
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

/** Undefined when there is no such file. */
async function ifThere<Result>(work: Promise<Result>): Promise<Result | undefined> {
  try {
    return await work
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

const STREAM_BYTES = 256 * 1024
const toStreamRange = ({ first, last }: ByteRange) => ({ start: first, end: last, highWaterMark: STREAM_BYTES })

async function* listFiles(root: string, folder: string): AsyncGenerator<StoredBlob> {
  const entries = await ifThere(opendir(folder))
  for await (const entry of entries ?? []) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* listFiles(root, file)
    else {
      // Somebody may delete the file meanwhile.
      const found = await ifThere(stat(file))
      const name = path.relative(root, file).split(path.sep).join('/')
      if (found) yield { name, bytes: found.size, writtenAt: found.mtime }
    }
  }
}

async function writeAll(handle: FileHandle, chunk: Buffer): Promise<void> {
  for (let done = 0; done < chunk.length; ) {
    const { bytesWritten } = await handle.write(chunk, done)
    done += bytesWritten
  }
}

async function writeDurably(file: string, write: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await open(file, 'wx', ONLY_OURS.file)
  try {
    await write(handle)
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
