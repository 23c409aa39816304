// The load generator of the benchmark `linkage`: sends requests on a timetable, without waiting for earlier answers.
import type { Socket } from 'node:net'
import { postText } from '../load/job.ts'
import { createResponseParser } from '../load/response-parser.ts'
import { openSocket } from '../load/socket.ts'

export interface LoopQuestion {
  readonly port: number
  readonly token: string
  /** Requests for each second of the timetable; 0 means as many as the connections can carry. */
  readonly rate: number
  readonly count: number
  readonly connections: number
  readonly name: string
}

export interface Answered {
  readonly workflowId: string
  /** Milliseconds on the clock of the machine. */
  readonly dueAtMs: number
  /** Milliseconds from the moment in the timetable, so that waiting for a free connection counts. */
  readonly tookMs: number
}

export interface LoopAnswer {
  readonly answered: readonly Answered[]
  readonly refused: Readonly<Record<string, number>>
  readonly cpuSeconds: number
  readonly total: number
}

process.once('message', (question: LoopQuestion) => {
  run(question).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})

const clockMs = (): number => performance.timeOrigin + performance.now()

interface Due {
  readonly text: string
  readonly dueAtMs: number
}

async function run(question: LoopQuestion): Promise<LoopAnswer> {
  const texts = Array.from({ length: question.count }, (_, index) => requestText(question, index))
  const sockets = await Promise.all(Array.from({ length: question.connections }, () => openSocket(question.port)))
  const answered: Answered[] = []
  const refused: Record<string, number> = {}
  const cpuAtStart = process.cpuUsage()
  await new Promise<void>((resolve, reject) => {
    const onAnswer = (dueAtMs: number, status: number, body: string): void => {
      const tookMs = clockMs() - dueAtMs
      if (status === 202) answered.push({ workflowId: JSON.parse(body)['workflow-id'], dueAtMs, tookMs })
      else refused[status] = (refused[status] ?? 0) + 1
      if (--open === 0) resolve()
    }
    let open = texts.length
    const pump = connectAll(
      sockets,
      timetable(texts, question.rate, () => pump()),
      onAnswer,
      reject,
    )
    pump()
  })
  for (const socket of sockets) socket.destroy()
  const { user, system } = process.cpuUsage(cpuAtStart)
  return { answered, refused, cpuSeconds: (user + system) / 1e6, total: answered.length }
}

/** Gives a function that returns the next due request, or undefined. Calls `onDue` when more may be due. */
function timetable(texts: readonly string[], rate: number, onDue: () => void): () => Due | undefined {
  const startMs = clockMs() + 50
  let given = 0
  const ticking = rate > 0 ? setInterval(onDue, 1) : undefined
  return () => {
    const text = texts[given]
    const nowMs = clockMs()
    const dueAtMs = rate > 0 ? startMs + (given * 1_000) / rate : nowMs
    if (text === undefined) clearInterval(ticking)
    if (text === undefined || dueAtMs > nowMs) return undefined
    given++
    return { text, dueAtMs }
  }
}

/** Gives a function that sends all due requests over the free connections. Each connection carries one at a time. */
function connectAll(
  sockets: readonly Socket[],
  next: () => Due | undefined,
  onAnswer: (dueAtMs: number, status: number, body: string) => void,
  onFailure: (error: Error) => void,
): () => void {
  const free: ((due: Due) => void)[] = []
  const pump = (): void => {
    while (free.length > 0) {
      const due = next()
      if (!due) return
      free.pop()?.(due)
    }
  }
  for (const socket of sockets) {
    let sent: Due | undefined
    const send = (due: Due): void => {
      sent = due
      socket.write(due.text)
    }
    const parser = createResponseParser((status, body) => {
      onAnswer((sent as Due).dueAtMs, status, body.toString('utf8'))
      free.push(send)
    })
    socket.on('data', (chunk) => {
      parser.push(chunk)
      pump()
    })
    socket.on('error', onFailure)
    free.push(send)
  }
  return pump
}

function requestText({ token, name }: LoopQuestion, index: number): string {
  const patient = {
    id: `${name}-${index}`,
    full_name: `Certain ${name}-${index}`,
    dob: '1985-02-11',
    gender: 'female',
    contact: { address: '12 MG Road, Pune 411001', phone: '+919812345678', email: 'asha@hospital.example' },
    insurance: { payer: 'PM-JAY', member_id: `M-${index}` },
  }
  const headers = { 'customer-token': token, 'idempotency-key': `${name}-${index}` }
  return postText('/link', headers, JSON.stringify({ patient }))
}
