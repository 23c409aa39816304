// An outside patient index over HTTP. It answers at once, or later with a signed call.
import type { KeyObject } from 'node:crypto'
import { Ajv } from 'ajv'
import { object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { signatureHeaders, signingKeyOf } from '../../../platform/signing.ts'
import { AADHAAR_HASH_SYSTEM } from '../../patients/contract.ts'
import { ANSWER_BYTES_MAX, type Posted, SendError, type Sender } from '../callbacks/sender.ts'
import type { LinkPatient } from '../contract.ts'
import type { LinkageContext } from '../tables.ts'
import {
  type Candidate,
  type IndexAnswer,
  IndexFailure,
  type IndexQuestion,
  type PatientIndex,
} from '../workflows/patient-index.ts'

const Words = Type.Array(Type.String({ pattern: '^[a-z][a-z0-9-]{0,29}$' }), { maxItems: 20 })

/** The answer of an outside index, at once or later. It repeats `request-id` and `search-id` of the question. */
export const IndexAnswerBody = object({
  'request-id': Type.String({ maxLength: 100 }),
  'search-id': Type.String({ maxLength: 100 }),
  candidates: Type.Array(
    object({
      'patient-id': Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,63}$' }),
      grade: oneOf(['certain', 'probable', 'possible']),
      agreed: Type.Optional(Words),
      disagreed: Type.Optional(Words),
    }),
    { maxItems: 10 },
  ),
})
export type IndexAnswerBody = Static<typeof IndexAnswerBody>

const validate = new Ajv({ strict: false }).compile<IndexAnswerBody>(IndexAnswerBody)
const validateLater = new Ajv({ strict: false }).compile<{ 'request-id': string; 'search-id': string }>(
  object({ 'request-id': Type.String({ maxLength: 100 }), 'search-id': Type.String({ maxLength: 100 }) }),
)

export function toCandidates({ candidates }: IndexAnswerBody): Candidate[] {
  return candidates.map(({ 'patient-id': patientId, grade, agreed = [], disagreed = [] }) => ({
    patientId,
    grade,
    agreed,
    disagreed,
  }))
}

interface Outside {
  readonly url: string
  readonly secret: string | undefined
  readonly timeoutMs: number
  readonly mayAnswerLater: boolean
  /** How many searches one request may hold. 1: the single form, which every index knows. */
  readonly atOnce: number
}

/** The signing key (Standard Webhooks) of an outside index: the bytes of the setting SEHAT_LINKAGE_INDEX_SECRET. */
export const indexKeyOf = (secret: string): KeyObject => signingKeyOf(Buffer.from(secret).toString('base64'))

export function httpIndex({ clock }: Pick<LinkageContext, 'clock'>, sender: Sender, outside: Outside): PatientIndex {
  const { url, secret, timeoutMs, mayAnswerLater, atOnce } = outside
  const keys = secret === undefined ? [] : [indexKeyOf(secret)]

  const ask = async (id: string, asked: object, signal: AbortSignal): Promise<Posted> => {
    const body = JSON.stringify(asked)
    const headers = keys.length > 0 ? signatureHeaders(keys, { id, body, now: clock.now() }) : {}
    const answerBytesMax = ANSWER_BYTES_MAX * atOnce
    const posted = await sender
      .post(url, body, headers, { timeoutMs, signal, answerBytesMax })
      .catch((error: unknown) => {
        const fault = error instanceof SendError ? error.fault : 'broken'
        throw new IndexFailure('index-unavailable', `The index did not answer: ${fault}`, { cause: error })
      })
    if (posted.status !== 200 && posted.status !== 202) {
      throw new IndexFailure('index-unavailable', `The index answered ${posted.status}`)
    }
    return posted
  }
  const searchOne = async (question: IndexQuestion, signal: AbortSignal): Promise<IndexAnswer> => {
    const { status, body } = await ask(question.searchId, toSearch(question), signal)
    return readAnswer(parse(body), question, status === 202, mayAnswerLater)
  }
  const searchAll = async (questions: readonly IndexQuestion[], signal: AbortSignal) => {
    const [first] = questions as [IndexQuestion]
    const { body } = await ask(first.searchId, { searches: questions.map(toSearch) }, signal)
    const answers = readAnswers(parse(body))
    return questions.map((question) =>
      toError(() => {
        const answer = answers.get(question.searchId)
        return readAnswer(answer, question, !('candidates' in ((answer ?? {}) as object)), mayAnswerLater)
      }),
    )
  }
  return {
    atOnce,
    async search(questions, signal) {
      if (atOnce > 1) return searchAll(questions, signal)
      return Promise.all(questions.map((question) => searchOne(question, signal).catch((error: Error) => error)))
    },
  }
}

const toSearch = ({ workflowId, searchId, patient }: IndexQuestion): object => ({
  'request-id': workflowId,
  'search-id': searchId,
  patient: toOutside(patient),
})

function toError<Result>(work: () => Result): Result | Error {
  try {
    return work()
  } catch (error) {
    return error as Error
  }
}

/** The answers to several searches, by the name of the search. */
function readAnswers(value: unknown): Map<string, unknown> {
  const { answers } = (value ?? {}) as { answers?: unknown }
  if (!Array.isArray(answers)) throw invalid('its answer has no list `answers`; see the README')
  return new Map(answers.map((one) => [String((one as Record<string, unknown> | null)?.['search-id']), one]))
}

function readAnswer(value: unknown, question: IndexQuestion, isLater: boolean, mayAnswerLater: boolean): IndexAnswer {
  if (isLater) {
    if (!mayAnswerLater || !validateLater(value)) throw invalid('its answer 202 is not allowed or lacks the ids')
    requireSame(value, question)
    return { kind: 'later', searchId: question.searchId }
  }
  if (!validate(value)) throw invalid('its answer does not have the agreed form; see the README')
  requireSame(value, question)
  return { kind: 'found', candidates: toCandidates(value) }
}

// A proxy or a cache may mix up answers. An answer to another question must link nobody.
function requireSame(value: { 'request-id': string; 'search-id': string }, question: IndexQuestion): void {
  if (value['request-id'] !== question.workflowId || value['search-id'] !== question.searchId) {
    throw invalid('its answer is for another request or search')
  }
}

const invalid = (detail: string): IndexFailure => new IndexFailure('index-answer-invalid', `Index fault: ${detail}`)

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    throw invalid('its answer is not JSON, or is too long')
  }
}

// We leave out two fields that mean nothing to an outside index: our keyed hash and the id that the customer uses.
function toOutside({ identifiers, id: _, ...patient }: LinkPatient): Omit<LinkPatient, 'id'> {
  const known = identifiers?.filter(({ system }) => system !== AADHAAR_HASH_SYSTEM)
  return { ...patient, ...(known && known.length > 0 && { identifiers: known }) }
}
