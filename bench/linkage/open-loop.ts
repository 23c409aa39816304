// The load generator of the benchmark `linkage`: requests on a timetable, whether or not earlier ones were answered.
import { Agent, request } from 'node:http'

export interface LoopQuestion {
  readonly port: number
  readonly token: string
  /** Requests a second on the timetable; 0: as many as the connections carry. */
  readonly rate: number
  readonly count: number
  readonly connections: number
  readonly name: string
}

export interface Answered {
  readonly workflowId: string
  /** On the clock of the machine. */
  readonly dueAtMs: number
  /** From the moment that the timetable named, so that waiting for a free connection counts. */
  readonly tookMs: number
}

export interface LoopAnswer {
  readonly answered: readonly Answered[]
  readonly refused: Readonly<Record<string, number>>
  readonly cpuSeconds: number
  readonly total: number
}

process.once('message', (question: LoopQuestion) => {
  void run(question).then((answer) => process.send?.(answer))
})

const clockMs = (): number => performance.timeOrigin + performance.now()

async function run(question: LoopQuestion): Promise<LoopAnswer> {
  const agent = new Agent({ keepAlive: true, maxSockets: question.connections })
  const answered: Answered[] = []
  const refused: Record<string, number> = {}
  const send = async (index: number, dueAtMs: number): Promise<void> => {
    const { status, body } = await post(agent, question, index)
    const tookMs = clockMs() - dueAtMs
    if (status === 202) answered.push({ workflowId: JSON.parse(body)['workflow-id'], dueAtMs, tookMs })
    else refused[status] = (refused[status] ?? 0) + 1
  }
  if (question.rate > 0) await onTimetable(question, send)
  else await asFastAsPossible(question, send)
  agent.destroy()
  const { user, system } = process.cpuUsage()
  return { answered, refused, cpuSeconds: (user + system) / 1e6, total: answered.length }
}

type Send = (index: number, dueAtMs: number) => Promise<void>

async function onTimetable({ rate, count }: LoopQuestion, send: Send): Promise<void> {
  const startMs = clockMs() + 50
  const all: Promise<void>[] = []
  while (all.length < count) {
    while (all.length < count) {
      const dueAtMs = startMs + (all.length * 1_000) / rate
      if (dueAtMs > clockMs()) break
      all.push(send(all.length, dueAtMs))
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await Promise.all(all)
}

async function asFastAsPossible({ count, connections }: LoopQuestion, send: Send): Promise<void> {
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < count) await send(next++, clockMs())
  }
  await Promise.all(Array.from({ length: connections }, lane))
}

function post(
  agent: Agent,
  { port, token, name }: LoopQuestion,
  index: number,
): Promise<{ status: number; body: string }> {
  const patient = {
    id: `${name}-${index}`,
    full_name: `Certain ${name}-${index}`,
    dob: '1985-02-11',
    gender: 'female',
    contact: { address: '12 MG Road, Pune 411001', phone: '+919812345678', email: 'asha@hospital.example' },
    insurance: { payer: 'PM-JAY', member_id: `M-${index}` },
  }
  const text = JSON.stringify({ patient })
  return new Promise((resolve, reject) => {
    const sent = request({
      ...{ agent, port, host: '127.0.0.1', method: 'POST', path: '/link' },
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        'customer-token': token,
        'idempotency-key': `${name}-${index}`,
      },
    })
    sent.once('error', reject)
    sent.once('response', (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        body += part
      })
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    sent.end(text)
  })
}
