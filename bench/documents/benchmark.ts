// The benchmark `documents`: rights from the cache and without, a grant that ends in every process, and a large file.
import path from 'node:path'
import { assertDocuments, openRights, type Rights } from '../../server/src/modules/documents/testing.ts'
import type { Cell } from '../../server/src/platform/id.ts'
import { readCells, seedPatients } from '../booking/seed.ts'
import { wants } from '../options.ts'
import type { Figure, Findings } from '../report.ts'
import { openInProcess, type Person, type Sehat, signIn, startSehat } from '../sehat.ts'
import type { Stage } from '../stage.ts'
import { median, percentile } from '../statistics.ts'
import { askServer, CHUNK_BYTES, chunkAt, type Moved, moveFile } from './transfer.ts'

const MIB = 1024 * 1024
const FILE_BYTES = 1024 * MIB
const FILE_BYTES_QUICK = 20 * MIB
const [CACHED_MS, READ_MS, ENDED_MS, GROWN_MIB, SHARE] = [0.2, 5, 1_000, 100, 0.6]
const READS_AT_ONCE = 8

interface Ground {
  readonly stage: Stage
  readonly servers: readonly [Sehat, Sehat]
  readonly family: Person
  readonly reader: Person
  readonly patientId: string
  readonly rights: Rights
}

export async function runDocuments(stage: Stage): Promise<Findings> {
  const database = await stage.createDatabase('documents')
  const cell = readCells()[0] as Cell
  const [family, reader] = (await signIn([cell, cell])) as [Person, Person]
  const [patientId] = await seedPatients(database.pool, [family], [cell])
  // Two processes: each has a cache of its own, and both have the same files.
  const servers = [await startSehat(stage, database, 'first'), await startSehat(stage, database, 'second')] as const
  const program = await openInProcess(stage, database)
  const ground = { stage, servers, family, reader, patientId: patientId as string, rights: openRights({ program }) }
  const findings: Findings[] = []
  const { options } = stage
  if (wants(options, 'rights')) findings.push(await measureRights(ground))
  if (wants(options, 'revoked')) findings.push(await measureEnds(ground))
  if (wants(options, 'file')) findings.push(await measureFile(ground))
  await Promise.all(servers.map((server) => server.stop()))
  await assertDocuments({ program }, { areBlobsExact: true, areEventsWaiting: false })
  await program.stop()
  await stage.dropDatabase(database)
  return {
    figures: findings.flatMap(({ figures }) => figures),
    goals: findings.flatMap(({ goals }) => goals),
    notes: [...findings.flatMap(({ notes }) => notes), stage.quiet.note()],
  }
}

const addressOf = ({ port }: Sehat, path: string): string => `http://127.0.0.1:${port}/v1/documents${path}`
const headersOf = ({ token }: Person, more: Record<string, string> = {}): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  ...more,
})
const JSON_TYPE = { 'content-type': 'application/json' }
const BYTES_TYPE = { 'content-type': 'application/octet-stream' }

interface Begun {
  readonly documentId: string
  readonly uploadId: string
}

async function begin({ servers, family, patientId }: Ground, sizeBytes: number): Promise<Begun> {
  const body = { patientId, kind: 'lab-report', title: 'Bench', mediaType: 'application/pdf', sizeBytes }
  const key = { 'idempotency-key': `bench-${process.hrtime.bigint()}` }
  const headers = headersOf(family, { ...JSON_TYPE, ...key })
  const response = await askServer(addressOf(servers[0], ''), 201, {
    ...{ method: 'POST', headers, body: JSON.stringify(body) },
  })
  return (await response.json()) as Begun
}

async function complete({ servers, family }: Ground, uploadId: string): Promise<string> {
  const address = addressOf(servers[0], `/uploads/${uploadId}/completion`)
  const response = await askServer(address, 200, { method: 'POST', headers: headersOf(family) })
  return ((await response.json()) as { sha256: string }).sha256
}

async function sendChunk({ servers, family }: Ground, uploadId: string, offset: number, chunk: Buffer): Promise<void> {
  const address = addressOf(servers[0], `/uploads/${uploadId}?offset=${offset}`)
  const headers = headersOf(family, BYTES_TYPE)
  const response = await askServer(address, 200, { method: 'PUT', headers, body: new Uint8Array(chunk) })
  const { receivedBytes } = (await response.json()) as { receivedBytes: number }
  if (receivedBytes !== offset + chunk.length) throw new Error(`the server has ${receivedBytes} bytes`)
}

async function store(ground: Ground): Promise<string> {
  const chunk = chunkAt(0, 1_000)
  const { documentId, uploadId } = await begin(ground, chunk.length)
  await sendChunk(ground, uploadId, 0, chunk)
  await complete(ground, uploadId)
  return documentId
}

/** Decides who may read a document that is shared with the reader, and with nobody else. */
async function measureRights(ground: Ground): Promise<Findings> {
  const { stage, rights, reader, family, patientId } = ground
  const documentId = await store(ground)
  await rights.give({ patientId, documentId, toAccountId: reader.accountId, by: family.accountId })
  const stranger = (await signIn([reader.cell]))[0] as Person
  const decide = async (): Promise<void> => {
    if ((await rights.decide(documentId, reader.accountId)) !== 'grant') throw new Error('the grant opens nothing')
  }
  const read = async (): Promise<void> => {
    await rights.forget(documentId, patientId)
    await decide()
  }
  const [cached, missed]: [number[][], number[][]] = [[], []]
  for (let round = 1; round <= stage.options.rounds; round++) {
    cached.push(await timesOf(stage, decide))
    missed.push(await timesOf(stage, read))
    stage.say(`rights round ${round}: ${cached.at(-1)?.length} from the cache, ${missed.at(-1)?.length} without`)
  }
  if ((await rights.decide(documentId, stranger.accountId)) !== 'none') throw new Error('a stranger reads a document')
  return {
    figures: [
      timeFigure('rights', 'from the cache: document, family, grants, decision', cached),
      timeFigure('rights', 'without the cache: three reads of the database', missed),
    ],
    goals: [
      { part: 'rights', name: 'from cache', value: medianOf(cached), unit: 'ms', target: CACHED_MS, atMost: true },
      { part: 'rights', name: 'p99 without', value: p99Of(missed), unit: 'ms', target: READ_MS, atMost: true },
    ],
    notes: ['rights: one caller in one process; the reader has a grant. A stranger is refused after it.'],
  }
}

async function timesOf({ options, settle }: Stage, work: () => Promise<void>): Promise<number[]> {
  await settle()
  const times: number[] = []
  const started = performance.now()
  while (performance.now() - started < options.measureMs) {
    const begin = performance.now()
    await work()
    times.push(performance.now() - begin)
  }
  return times
}

const sorted = (times: readonly number[]): Float64Array => Float64Array.from(times).sort()
const p99Of = (rounds: readonly number[][]): number => median(rounds.map((times) => percentile(sorted(times), 0.99)))
const medianOf = (rounds: readonly number[][]): number => median(rounds.map((times) => percentile(sorted(times), 0.5)))

const timeFigure = (part: string, name: string, rounds: readonly number[][]): Figure => ({
  ...{ part, name, unit: 'ms', rounds: rounds.map((times) => percentile(sorted(times), 0.5)) },
  ...{ p50Ms: medianOf(rounds), p99Ms: p99Of(rounds) },
})

/** Ends a grant in the first process, and asks the second one until it refuses. Many read meanwhile. */
async function measureEnds(ground: Ground): Promise<Findings> {
  const { stage, servers, rights, reader, family, patientId } = ground
  const documentId = await store(ground)
  const tookMs: number[] = []
  const statusAt = async (server: Sehat): Promise<number> => {
    const headers = headersOf(reader, { range: 'bytes=0-9' })
    const response = await fetch(addressOf(server, `/${documentId}/content`), { headers })
    await response.arrayBuffer()
    return response.status
  }
  for (let round = 1; round <= stage.options.rounds * 3; round++) {
    const grantId = await rights.give({ patientId, documentId, toAccountId: reader.accountId, by: family.accountId })
    for (const server of servers) await untilStatus(() => statusAt(server), 206)
    const reading = Array.from({ length: READS_AT_ONCE }, () => statusAt(servers[1]))
    const address = addressOf(servers[0], `/grants/${grantId}`)
    await askServer(address, 200, { method: 'DELETE', headers: headersOf(family) })
    const endedMs = performance.now()
    if ((await statusAt(servers[0])) !== 404) throw new Error('the process that ended the grant still opens it')
    await untilStatus(() => statusAt(servers[1]), 404)
    tookMs.push(performance.now() - endedMs)
    await Promise.all(reading)
    if ((await statusAt(servers[1])) !== 404) throw new Error('a grant that has ended opens a document again')
  }
  stage.say(`revoked: refused everywhere after ${Math.round(Math.max(...tookMs))} ms at most`)
  const [part, unit] = ['revoked', 'ms']
  return {
    figures: [{ part, name: 'until the other process refuses', unit, rounds: tookMs }],
    goals: [{ part, name: 'refused everywhere', value: Math.max(...tookMs), unit, target: ENDED_MS, atMost: true }],
    notes: [
      'revoked: two processes with a cache each; after its end the first refuses at once, and none opens it again.',
    ],
  }
}

const GIVE_UP_MS = 60_000

async function untilStatus(ask: () => Promise<number>, wanted: number): Promise<void> {
  const started = performance.now()
  for (let found = await ask(); found !== wanted; found = await ask()) {
    if (performance.now() - started > GIVE_UP_MS) throw new Error(`it still answers ${found} and not ${wanted}`)
  }
}

interface Way {
  readonly name: string
  readonly send: (chunks: readonly Buffer[]) => Promise<Moved>
  readonly read: (chunks: readonly Buffer[]) => Promise<Moved>
}

async function measureFile(ground: Ground): Promise<Findings> {
  const { stage } = ground
  const sizeBytes = stage.options.quick ? FILE_BYTES_QUICK : FILE_BYTES
  // What a process loads for its first file is no growth of a large one.
  await store(ground)
  const ways = [sehatWay(ground), await bareWay(ground)]
  const sent: [Moved[], Moved[]] = [[], []]
  const read: [Moved[], Moved[]] = [[], []]
  for (let round = 1; round <= stage.options.rounds; round++) {
    const chunks = Array.from({ length: Math.ceil(sizeBytes / CHUNK_BYTES) }, (_, nth) =>
      chunkAt(nth * CHUNK_BYTES, sizeBytes),
    )
    for (const [nth, way] of ways.entries()) {
      await stage.settle()
      const [up, down] = [await way.send(chunks), await way.read(chunks)]
      if (up.sha256 !== down.sha256) throw new Error(`${way.name}: the file that was read is another one`)
      sent[nth]?.push(up)
      read[nth]?.push(down)
      stage.say(`file round ${round}: ${way.name}: up ${brief(up)}, down ${brief(down)}`)
    }
  }
  const grown = Math.max(...[...sent[0], ...read[0]].map(({ grownBytes }) => grownBytes)) / MIB
  const share = ([own, bare]: readonly [Moved[], Moved[]]): number => median(own.map(rateOf)) / median(bare.map(rateOf))
  const part = 'file'
  return {
    figures: [
      ...ways.map(({ name }, nth) => rateFigure(`up, ${name}`, sent[nth] as Moved[])),
      ...ways.map(({ name }, nth) => rateFigure(`down, ${name}`, read[nth] as Moved[])),
      ...ways.map(({ name }, nth) => grownFigure(`growth, ${name}`, [...(sent[nth] ?? []), ...(read[nth] ?? [])])),
    ],
    goals: [
      { part, name: 'resident growth', value: grown, unit: 'MiB', target: GROWN_MIB, atMost: true },
      { part, name: 'up, share of bare', value: share(sent), unit: '', target: SHARE },
      { part, name: 'down, share of bare', value: share(read), unit: '', target: SHARE },
    ],
    notes: [
      `file: ${sizeBytes / MIB} MiB in chunks of 8 MiB, one after the other. Sehat checks rights, kind and sum, and ` +
        'keeps a row and a durable blob for each chunk; the floor writes one file, and syncs each chunk. The sum of ' +
        'what was read is that of what was sent, and rows and blobs agree at the end.',
    ],
  }
}

const rateOf = ({ bytes, seconds }: Moved): number => bytes / MIB / seconds
const brief = (moved: Moved): string =>
  `${Math.round(rateOf(moved))} MiB/s, ${Math.round(moved.grownBytes / MIB)} MiB more memory`
const rateFigure = (name: string, moved: readonly Moved[]): Figure => ({
  ...{ part: 'file', name, unit: 'MiB/s', rounds: moved.map(rateOf) },
})
const grownFigure = (name: string, moved: readonly Moved[]): Figure => ({
  ...{ part: 'file', name, unit: 'MiB', rounds: moved.map(({ grownBytes }) => grownBytes / MIB) },
})

/** The range of a chunk, read and compared by the sum of all. */
async function readRange(url: string, offset: number, bytes: number, headers: Record<string, string>): Promise<Buffer> {
  const range = `bytes=${offset}-${offset + bytes - 1}`
  const response = await askServer(url, 206, { headers: { ...headers, range } })
  return Buffer.from(await response.arrayBuffer())
}

function sehatWay(ground: Ground): Way {
  const { servers, family } = ground
  const [{ pid }] = servers
  let documentId = ''
  return {
    name: 'Sehat',
    send: async (chunks) => {
      const sizeBytes = chunks.reduce((sum, { length }) => sum + length, 0)
      const begun = await begin(ground, sizeBytes)
      documentId = begun.documentId
      let stored = ''
      const moved = await moveFile(
        {
          pid,
          move: async (offset, chunk) => {
            await sendChunk(ground, begun.uploadId, offset, chunk)
            // The check belongs to the upload.
            if (offset + chunk.length === sizeBytes) stored = await complete(ground, begun.uploadId)
            return chunk
          },
        },
        chunks,
      )
      if (stored !== moved.sha256) throw new Error('the server stored another file')
      return moved
    },
    read: (chunks) =>
      moveFile(
        {
          pid,
          move: (offset, { length }) =>
            readRange(addressOf(servers[0], `/${documentId}/content`), offset, length, headersOf(family)),
        },
        chunks,
      ),
  }
}

async function bareWay({ stage }: Ground): Promise<Way> {
  const server = await stage.processes.serve({
    name: 'bare',
    file: path.join(import.meta.dirname, 'bare-server.ts'),
    env: { BENCH_FILE: path.join(stage.folder, 'bare-file') },
    readyPath: '/',
  })
  const { pid, port } = server
  const url = `http://127.0.0.1:${port}/`
  return {
    name: 'bare node:http to a file',
    send: (chunks) =>
      moveFile(
        {
          pid,
          move: async (offset, chunk) => {
            await askServer(`${url}?offset=${offset}`, 200, { method: 'PUT', body: new Uint8Array(chunk) })
            return chunk
          },
        },
        chunks,
      ),
    read: (chunks) => moveFile({ pid, move: (offset, { length }) => readRange(url, offset, length, {}) }, chunks),
  }
}
