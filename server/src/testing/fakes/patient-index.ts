// A small outside patient index on a real socket. The name in a search decides what it finds; a test can make it fail.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WithAfter } from '../database.ts'
import { readBody } from './receiver.ts'

export interface Question {
  readonly 'request-id': string
  readonly 'search-id': string
  readonly patient: { readonly full_name: string }
}

export interface Found {
  readonly 'patient-id': string
  readonly grade: 'certain' | 'probable' | 'possible'
  readonly agreed?: readonly string[]
  readonly disagreed?: readonly string[]
}

/** Decides what the index sends back: an answer, raw text or only a status. It may also wait first. */
export type Behaviour = (question: Question, count: number) => Said | Promise<Said>
export interface Said {
  readonly status?: number
  readonly body?: unknown
  readonly raw?: string
}

export interface FakeIndex {
  readonly url: string
  readonly questions: readonly Question[]
  /** How many requests brought these questions. */
  requests(): number
  behave(how: Behaviour): void
  close(): Promise<void>
}

/** Finds one certain person for `Certain <id>`, two possible people for `Choice <id>`, and nobody for other names. */
export function findByName({ patient, ...ids }: Question): Said {
  const [word, id = ''] = patient.full_name.split(' ')
  const person = (name: string, grade: Found['grade']): Found => ({
    'patient-id': `p-${name}`,
    grade,
    agreed: ['name', 'birth'],
    disagreed: grade === 'certain' ? [] : ['phone'],
  })
  const candidates =
    word === 'Certain'
      ? [person(id, 'certain')]
      : word === 'Choice'
        ? [person(`${id}-a`, 'probable'), person(`${id}-b`, 'possible')]
        : []
  return { body: { 'request-id': ids['request-id'], 'search-id': ids['search-id'], candidates } }
}

export async function startIndex(t: WithAfter): Promise<FakeIndex> {
  const questions: Question[] = []
  let requests = 0
  let behave: Behaviour = findByName
  const ask = async (question: Question): Promise<Said> => {
    questions.push(question)
    return behave(question, questions.length)
  }
  // An index that takes several searches leaves out what it cannot answer.
  const askAll = async (searches: readonly Question[]): Promise<Said> => {
    const said = await Promise.all(searches.map(ask))
    return { body: { answers: said.filter(({ status = 200 }) => status < 300).map(({ body }) => body) } }
  }
  const server = createServer((request, response) => {
    void (async () => {
      const asked = JSON.parse(await readBody(request)) as Question | { searches: Question[] }
      requests++
      const { status = 200, body, raw } = await ('searches' in asked ? askAll(asked.searches) : ask(asked))
      response.writeHead(status, { 'content-type': 'application/json' }).end(raw ?? JSON.stringify(body ?? {}))
    })().catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  t.after(close)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/search`,
    questions,
    requests: () => requests,
    behave: (how) => {
      behave = how
    },
    close,
  }
}
