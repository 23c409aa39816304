// Takes a CPU profile of Sehat's process during one measurement: which functions took the time.
import { readFileSync } from 'node:fs'
import { repository } from './stage.ts'

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

const SHOWN = 30
const SAMPLE_MICROSECONDS = 500

export const PROFILE_FLAGS = ['--inspect=127.0.0.1:0']

/** Profiles a process while `work` runs. It must have been started with PROFILE_FLAGS, and log to `logFile`. */
export async function profiled<Result>(
  logFile: string,
  work: () => Promise<Result>,
): Promise<{ result: Result; lines: string[] }> {
  const address = /Debugger listening on (ws:\S+)/.exec(readFileSync(logFile, 'utf8'))?.[1]
  if (address === undefined) throw new Error('The log does not name the address of the debugger')
  const inspector = await connectInspector(address)
  try {
    await inspector.call('Profiler.enable')
    await inspector.call('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS })
    await inspector.call('Profiler.start')
    const result = await work()
    const { profile } = (await inspector.call('Profiler.stop')) as { profile: CpuProfile }
    return { result, lines: summarise(profile) }
  } finally {
    inspector.close()
  }
}

interface Inspector {
  call(method: string, params?: object): Promise<unknown>
  close(): void
}

async function connectInspector(address: string): Promise<Inspector> {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', () => reject(new Error('The debugger cannot be reached')), { once: true })
  })
  const waiting = new Map<number, (result: unknown) => void>()
  let lastId = 0
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: unknown }
    if (id !== undefined) waiting.get(id)?.(result)
  })
  return {
    call(method, params = {}) {
      const id = ++lastId
      socket.send(JSON.stringify({ id, method, params }))
      return new Promise((resolve) => waiting.set(id, resolve))
    },
    close: () => socket.close(),
  }
}

export function summarise({ nodes, samples, timeDeltas }: CpuProfile): string[] {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const selfMicroseconds = new Map<string, number>()
  let total = 0
  for (const [index, id] of samples.entries()) {
    const name = names.get(id) as string
    const spent = timeDeltas[index] ?? 0
    total += spent
    selfMicroseconds.set(name, (selfMicroseconds.get(name) ?? 0) + spent)
  }
  return [...selfMicroseconds]
    .sort((left, right) => right[1] - left[1])
    .slice(0, SHOWN)
    .map(([name, spent]) => `${((100 * spent) / total).toFixed(1).padStart(5)} %  ${name}`)
}

function nameOf({ functionName, url, lineNumber }: CpuProfile['nodes'][0]['callFrame']): string {
  if (url === '') return functionName || '(unnamed)'
  const place = url.replace('file://', '').replace(`${repository}/`, '')
  return `${functionName || '(unnamed)'} ${place}:${lineNumber + 1}`
}
