// Opens a file that somebody gives to Sehat: finds out what it is, and yields its text, whatever its encoding.
import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { createGunzip } from 'node:zlib'
import { type Encoding, EncodingScan } from './encoding.ts'

/** A file that cannot be read. The message is one sentence that names the file and says what to do. */
export class FileError extends Error {}

/** What a file holds, by the ending of its name: a table (CSV), one JSON document, or one JSON value on each line. */
export type FileKind = 'table' | 'json' | 'ndjson'

export interface OpenFile {
  readonly path: string
  /** The name without its folder, as messages and reports show it. */
  readonly name: string
  readonly kind: FileKind
  readonly encoding: Encoding
  readonly lineEnd: '\n' | '\r'
  /** The size on the disk, and how much of it `readText` has read: for progress. */
  readonly bytes: number
  bytesRead: number
}

const KINDS: Readonly<Record<string, FileKind>> = {
  csv: 'table',
  tsv: 'table',
  tab: 'table',
  txt: 'table',
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
}

const SAVE_AS_CSV = 'open it in the spreadsheet and save it as "CSV UTF-8"'
const ENDINGS = '.csv, .tsv, .txt, .json, .ndjson or .jsonl, each also with .gz'

/** The first bytes of files that people give by mistake. */
const STRANGERS: readonly { readonly begins: string; readonly says: string }[] = [
  { begins: 'PK\u0003\u0004', says: `is an Excel workbook or a zip archive: ${SAVE_AS_CSV}, or unpack it` },
  { begins: '\u00d0\u00cf\u0011\u00e0', says: `is an old Excel workbook: ${SAVE_AS_CSV}` },
  { begins: '%PDF', says: 'is a PDF: ask for the table as CSV' },
  { begins: '<', says: 'is a page (HTML or XML) and not a table: ask for it as CSV or FHIR JSON' },
]

/** The files of a path: the file itself, or the files of the folder in the order of names, without hidden ones. */
export async function listFiles(target: string): Promise<string[]> {
  const found = await stat(target).catch((error: Error) => refuse(target, error))
  if (!found.isDirectory()) return [target]
  const entries = await readdir(target, { withFileTypes: true }).catch((error: Error) => refuse(target, error))
  const names = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name)
  if (names.length === 0)
    throw new FileError(`${target} is a folder without files: give a file that ends in ${ENDINGS}`)
  return names.sort().map((name) => path.join(target, name))
}

/** Reads the file once to find out its encoding. Throws a `FileError` when Sehat cannot read it. */
export async function openFile(file: string): Promise<OpenFile> {
  const name = path.basename(file)
  const ending = /\.([a-z]+)(?:\.gz)?$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  try {
    const { size, isFolder } = await stat(file).then((found) => ({ size: found.size, isFolder: found.isDirectory() }))
    if (isFolder) throw new FileError(`${name} is a folder: give one file`)
    const scan = new EncodingScan()
    let isFirst = true
    for await (const chunk of readBytes(file)) {
      if (isFirst) refuseStranger(name, chunk)
      isFirst = false
      scan.add(chunk)
    }
    const { encoding, lineEnd } = scan.finish()
    const kind = KINDS[ending]
    if (kind === undefined) throw new FileError(`${name} has an unknown ending: name it ${ENDINGS}`)
    if (encoding === undefined)
      throw new FileError(`${name} is not UTF-8 and in no encoding that is sure: ${SAVE_AS_CSV}`)
    return { path: file, name, kind, encoding, lineEnd, bytes: size, bytesRead: 0 }
  } catch (error) {
    return refuse(file, error as Error)
  }
}

/** Yields the text of the file in portions, without its byte order mark. A letter that is broken becomes U+FFFD. */
export async function* readText(file: OpenFile): AsyncGenerator<string, void> {
  const decoder = new TextDecoder(file.encoding)
  try {
    for await (const chunk of readBytes(file.path, file)) {
      const text = decoder.decode(chunk, { stream: true })
      if (text !== '') yield text
    }
  } catch (error) {
    refuse(file.path, error as Error)
  }
  const end = decoder.decode()
  if (end !== '') yield end
}

function refuseStranger(name: string, chunk: Buffer): void {
  const start = chunk
    .subarray(0, 200)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
  const stranger = STRANGERS.find(({ begins }) => start.startsWith(begins))
  if (stranger) throw new FileError(`${name} ${stranger.says}`)
}

const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist: check the name',
  EACCES: 'may not be read by this user: change its permissions',
  EPERM: 'may not be read by this user: change its permissions',
  Z_BUF_ERROR: 'is cut off: copy it again',
  Z_DATA_ERROR: 'is damaged inside its gzip: copy it again',
}

function refuse(file: string, error: Error): never {
  if (error instanceof FileError) throw error
  const { code = '' } = error as NodeJS.ErrnoException
  throw new FileError(`${path.basename(file)} ${FAULTS[code] ?? `cannot be read (${code || error.name})`}`)
}

/** The bytes of the file, unpacked if they are a gzip, whatever the name says. */
async function* readBytes(file: string, progress?: { bytesRead: number }): AsyncGenerator<Buffer, void> {
  const isPacked = await beginsWithGzip(file)
  const source = createReadStream(file)
  if (progress) {
    progress.bytesRead = 0
    source.on('data', (chunk) => {
      progress.bytesRead += chunk.length
    })
  }
  if (!isPacked) {
    yield* source
    return
  }
  const unpacked = createGunzip()
  // A pipe does not pass on the error of its source.
  source.on('error', (error) => unpacked.destroy(error))
  yield* source.pipe(unpacked)
}

async function beginsWithGzip(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}
