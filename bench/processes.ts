// Starts the processes of a benchmark, and stops each by its id at the end, on Ctrl-C and on failure.
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const READY_WITHIN_MS = 180_000
const STOP_WITHIN_MS = 30_000
const REPLY_WITHIN_MS = 300_000

/** Where Node keeps what it compiled, so that a program starts in half the time. */
const compiled = { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? '' }

export interface ServerOptions {
  readonly name: string
  readonly file: string
  readonly args?: readonly string[]
  readonly nodeFlags?: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** The benchmark requests this path until it answers 200. */
  readonly readyPath: string
}

export interface Server {
  readonly port: number
  readonly pid: number
  /** Milliseconds from the start of the process to its first answer. */
  readonly startMs: number
  readonly logFile: string
  stop(): Promise<void>
}

export interface Processes {
  /** Starts a server on a free port. The server reads the port from the variable PORT. */
  serve(options: ServerOptions): Promise<Server>
  /** Starts a process, sends it one question and gives its answer. */
  ask<Question, Answer>(file: string, question: Question): Promise<Answer>
  stopAll(): Promise<void>
}

/** `logFolder` holds the logs of the servers. */
export function openProcesses(logFolder: string): Processes {
  const children = new Set<ChildProcess>()
  const keep = (child: ChildProcess): ChildProcess => {
    children.add(child)
    child.once('exit', () => children.delete(child))
    return child
  }
  // The last resort: kill the children if this process ends without stopAll.
  process.once('exit', () => {
    for (const child of children) child.kill('SIGKILL')
  })

  return {
    async serve({ name, file, args = [], nodeFlags = [], env, readyPath }) {
      const port = await freePort()
      const logFile = path.join(logFolder, `${name}.log`)
      const log = openSync(logFile, 'a', 0o600)
      const startedMs = performance.now()
      const child = keep(
        spawn(process.execPath, [...nodeFlags, file, ...args], {
          env: { PATH: process.env.PATH ?? '', PORT: String(port), ...compiled, ...env },
          stdio: ['ignore', log, log],
        }),
      )
      closeSync(log)
      await untilReady(child, `http://127.0.0.1:${port}${readyPath}`, name, logFile)
      const startMs = performance.now() - startedMs
      return { port, pid: child.pid as number, startMs, logFile, stop: () => stopChild(child) }
    },
    ask<Question, Answer>(file: string, question: Question) {
      const child = keep(fork(file, { serialization: 'advanced', stdio: ['ignore', 2, 2, 'ipc'] }))
      return askOnce<Question, Answer>(child, question).finally(() => stopChild(child))
    },
    async stopAll() {
      await Promise.all([...children].map(stopChild))
    },
  }
}

function askOnce<Question, Answer>(child: ChildProcess, question: Question): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('A process did not answer in time')), REPLY_WITHIN_MS)
    child.once('message', (answer) => {
      clearTimeout(timer)
      resolve(answer as Answer)
    })
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      reject(new Error(`A process ended without an answer (${signal ?? code})`))
    })
    child.once('error', reject)
    child.send(question as object)
  })
}

async function untilReady(child: ChildProcess, url: string, name: string, logFile: string): Promise<void> {
  const giveUpAt = performance.now() + READY_WITHIN_MS
  while (performance.now() < giveUpAt) {
    if (child.exitCode !== null || child.signalCode !== null) break
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined)
    await response?.arrayBuffer()
    if (response?.ok) return
    await sleep(25)
  }
  const lines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-15).join('\n')
  throw new Error(`${name} did not start. The last lines of its log:\n${lines}`)
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<true>((resolve) => child.once('exit', () => resolve(true)))
  child.kill('SIGTERM')
  const timeout = sleep(STOP_WITHIN_MS, false as const, { ref: false })
  if (await Promise.race([ended, timeout])) return
  child.kill('SIGKILL')
  await ended
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
