// The load generator, a separate process: sends ready-made requests over raw sockets and measures the answers.
import type { Socket } from 'node:net'
import type { LoadJob, LoadOutcome, LoadReply } from './job.ts'
import { createResponseParser } from './response-parser.ts'
import { openSocket } from './socket.ts'

const ANSWER_WITHIN_MS = 30_000
const ALL_WITHIN_MS = 180_000
const CAPTURED_LENGTH = 36

process.once('message', (job: LoadJob) => {
  runJob(job).then(
    (outcome) => reply({ outcome }),
    (error: Error) => reply({ failure: error.message }),
  )
})

function reply(message: LoadReply): void {
  process.send?.(message, () => process.exit(0))
}

interface Recorder {
  record(status: number, body: Buffer, latencyMs: number, nowMs: number): void
  outcome(): LoadOutcome
}

/** Keeps the facts about each answer, in arrays that do not grow while the clock runs. */
function createRecorder(job: LoadJob, startMs: number, ranOut: () => boolean): Recorder {
  const measureFrom = startMs + job.warmUpMs
  const measureTo = job.measureMs === 0 ? Number.POSITIVE_INFINITY : measureFrom + job.measureMs
  const requestCount = job.requests.offsets.length - 1
  const latencies = new Float64Array(job.order === 'once' ? requestCount : 4_000_000)
  const counts = new Uint32Array(600)
  const lastAtMs = new Float64Array(600)
  const captured: string[] = []
  const marks = new Map(job.expected.map(({ status, mark }) => [status, mark]))
  let count = 0
  let lastMeasuredMs = measureFrom
  const cpuAtStart = process.cpuUsage()
  return {
    record(status, body, latencyMs, nowMs) {
      if (!marks.has(status)) throw new Error(`The answer ${status} is unexpected: ${body.toString('utf8', 0, 400)}`)
      const mark = marks.get(status)
      if (mark !== undefined && body.indexOf(mark, 0, 'latin1') < 0) {
        throw new Error(`The answer ${status} does not contain ${mark}: ${body.toString('utf8', 0, 400)}`)
      }
      counts[status] = (counts[status] as number) + 1
      lastAtMs[status] = nowMs - startMs
      if (job.capture !== undefined && status < 300) {
        const at = body.indexOf(job.capture, 0, 'latin1') + job.capture.length
        captured.push(body.toString('latin1', at, at + CAPTURED_LENGTH))
      }
      if (nowMs < measureFrom || nowMs >= measureTo || count === latencies.length) return
      latencies[count++] = latencyMs
      lastMeasuredMs = nowMs
    },
    outcome() {
      // A run that used up its requests ends with its last answer. Any other run ends when its time is over.
      const end = ranOut() || job.measureMs === 0 ? lastMeasuredMs : measureTo
      const used = (values: Float64Array | Uint32Array): Record<string, number> =>
        Object.fromEntries([...counts.keys()].filter((status) => counts[status]).map((key) => [key, values[key] ?? 0]))
      return {
        count,
        total: counts.reduce((sum, value) => sum + value, 0),
        cpuSeconds: cpuSecondsSince(cpuAtStart),
        seconds: (end - measureFrom) / 1000,
        latenciesMs: latencies.subarray(0, count).slice().sort(),
        statuses: used(counts),
        lastAtMs: used(lastAtMs),
        captured,
        ranOut: ranOut(),
      }
    },
  }
}

function cpuSecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}

/** Gives the requests one by one, and undefined when none is left. */
function createSupply(job: LoadJob): { next(): Buffer | undefined; isEmpty(): boolean } {
  const bytes = Buffer.from(job.requests.bytes.buffer, job.requests.bytes.byteOffset, job.requests.bytes.byteLength)
  const { offsets } = job.requests
  const total = offsets.length - 1
  let used = 0
  const at = (index: number): Buffer => bytes.subarray(offsets[index] as number, offsets[index + 1] as number)
  return {
    next() {
      if (job.order === 'random') return at(Math.floor(Math.random() * total))
      return used < total ? at(used++) : undefined
    },
    isEmpty: () => job.order === 'once' && used === total,
  }
}

async function runJob(job: LoadJob): Promise<LoadOutcome> {
  const sockets = await Promise.all(Array.from({ length: job.connections }, () => openSocket(job.port)))
  const supply = createSupply(job)
  const startMs = performance.now()
  const endMs = job.measureMs === 0 ? Number.POSITIVE_INFINITY : startMs + job.warmUpMs + job.measureMs
  const recorder = createRecorder(job, startMs, supply.isEmpty)
  try {
    await new Promise<void>((resolve, reject) => {
      const limitMs = job.measureMs === 0 ? ALL_WITHIN_MS : job.warmUpMs + job.measureMs + ANSWER_WITHIN_MS
      setTimeout(() => reject(new Error(`Some answers are missing after ${limitMs / 1000} s`)), limitMs).unref()
      let busy = sockets.length
      for (const [nth, socket] of sockets.entries()) {
        const dueMs = timetable(job, startMs, nth)
        drive({ socket, next: supply.next, dueMs, endMs }, recorder, reject, () => {
          if (--busy === 0) resolve()
        })
      }
    })
  } finally {
    for (const socket of sockets) socket.destroy()
  }
  return recorder.outcome()
}

/** Gives a function that tells when the next request of a connection is due. Without a pace it is always now. */
function timetable({ everyMs, connections }: LoadJob, startMs: number, nth: number): (nowMs: number) => number {
  if (everyMs === undefined) return (nowMs) => nowMs
  let dueMs = startMs + (everyMs * nth) / connections - everyMs
  return () => {
    dueMs += everyMs
    return dueMs
  }
}

interface Lane {
  readonly socket: Socket
  readonly next: () => Buffer | undefined
  readonly dueMs: (nowMs: number) => number
  readonly endMs: number
}

/** Drives one connection: it sends the next request when the answer to the one before has arrived, and it is due. */
function drive(
  { socket, next, dueMs, endMs }: Lane,
  recorder: Recorder,
  onFailure: (error: Error) => void,
  onDone: () => void,
): void {
  let sentMs = 0
  let isDone = false
  const send = (fromMs: number): void => {
    const request = fromMs < endMs ? next() : undefined
    if (!request) {
      isDone = true
      onDone()
      return
    }
    sentMs = fromMs
    socket.write(request)
  }
  const sendWhenDue = (nowMs: number): void => {
    const due = dueMs(nowMs)
    // Waiting for the answer before counts. That a timer of this process fires late does not.
    if (due > nowMs) setTimeout(() => send(performance.now()), due - nowMs)
    else send(due)
  }
  const parser = createResponseParser((status, body) => {
    const nowMs = performance.now()
    recorder.record(status, body, nowMs - sentMs, nowMs)
    sendWhenDue(nowMs)
  })
  socket.on('data', (chunk) => {
    try {
      parser.push(chunk)
    } catch (error) {
      onFailure(error as Error)
    }
  })
  socket.on('error', onFailure)
  socket.on('close', () => {
    if (!isDone) onFailure(new Error('The server closed a connection'))
  })
  sendWhenDue(performance.now())
}
