// Reads the FHIR resources of a file: a bundle, one resource, a list of them, or one on each line (NDJSON).
import { FileError, type OpenFile, readText } from './open-file.ts'
import { readLines } from './read-lines.ts'

export type Json = Readonly<Record<string, unknown>>

/** One resource, or the reason why a part of the file is none. */
export type ResourceRecord =
  | {
      /** The line of NDJSON, or the place in the bundle; the first is 1. */
      readonly row: number
      readonly resource: Json
      /** The id, or the last part of `fullUrl`: in a transaction a new resource has no id yet. */
      readonly key: string | undefined
      readonly fullUrl: string | undefined
      /** True when the entry of the bundle asks to delete this resource. */
      readonly isDeleted: boolean
    }
  | { readonly row: number; readonly resource?: undefined; readonly reason: string }

const DOCUMENT_LETTERS_MAX = 200 * 1024 * 1024
const LINE_LETTERS_MAX = 8 * 1024 * 1024

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

export async function* readResources(file: OpenFile): AsyncGenerator<ResourceRecord, void> {
  if (file.kind === 'json') yield* readDocument(file)
  else yield* readEachLine(file)
}

async function* readEachLine(file: OpenFile): AsyncGenerator<ResourceRecord, void> {
  for await (const lines of readLines(file, LINE_LETTERS_MAX)) {
    for (const { number: row, text } of lines) {
      if (text === undefined) yield { row, reason: 'is longer than 8 million letters' }
      else if (text.trim() !== '') yield readLine(row, text)
    }
  }
}

function readLine(row: number, text: string): ResourceRecord {
  if (text.includes('\ufffd')) return { row, reason: 'holds letters that are not UTF-8: write the file as UTF-8' }
  try {
    return toRecord(row, JSON.parse(text))
  } catch {
    return { row, reason: 'is not valid JSON' }
  }
}

async function* readDocument(file: OpenFile): AsyncGenerator<ResourceRecord, void> {
  const text = await readAll(file)
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    // Some systems name a file of lines .json. Then its first line is a whole value.
    if (!isLines(text)) throw new FileError(`${file.name} is not valid JSON: export it again`)
    yield* readEachLine(file)
    return
  }
  if (!isObject(content) && !Array.isArray(content)) throw new FileError(`${file.name} holds no FHIR resource`)
  const entries = Array.isArray(content) ? content.map((resource) => ({ resource })) : entriesOf(content)
  for (const [at, entry] of entries.entries()) {
    if (JSON.stringify(entry).includes('\ufffd')) yield { row: at + 1, reason: 'holds letters that are not UTF-8' }
    else yield toEntry(at + 1, entry)
  }
}

const entriesOf = (content: Json): unknown[] => {
  if (content.resourceType !== 'Bundle') return [{ resource: content }]
  return Array.isArray(content.entry) ? content.entry : []
}

async function readAll(file: OpenFile): Promise<string> {
  const parts: string[] = []
  let letters = 0
  for await (const part of readText(file)) {
    letters += part.length
    if (letters > DOCUMENT_LETTERS_MAX) {
      throw new FileError(`${file.name} is larger than 200 MB: export it as NDJSON, one resource on each line`)
    }
    parts.push(part)
  }
  return parts.join('')
}

function isLines(text: string): boolean {
  const first = text.trimStart().split('\n', 1)[0] ?? ''
  try {
    return isObject(JSON.parse(first))
  } catch {
    return false
  }
}

const toRecord = (row: number, resource: unknown): ResourceRecord => toEntry(row, { resource })

function toEntry(row: number, entry: unknown): ResourceRecord {
  const { resource, fullUrl, request } = isObject(entry) ? entry : ({} as Json)
  if (!isObject(resource)) return { row, reason: 'is not a FHIR resource' }
  const url = textOf(fullUrl)
  return {
    row,
    resource,
    key: textOf(resource.id) ?? (url === undefined ? undefined : keyOfUrl(url)),
    fullUrl: url,
    isDeleted: isObject(request) && request.method === 'DELETE',
  }
}

/** The last part of an address: urn:uuid:7f3a and https://hospital.example/fhir/Patient/7f3a both end in 7f3a. */
export const keyOfUrl = (url: string): string =>
  url
    .replace(/[/|]_history\/.*$/, '')
    .split(/[/:]/)
    .at(-1) ?? url
