// Refusals: code throws a Problem, and this file turns it into an answer (RFC 9457). Each kind has a page.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { defineProblem, type ProblemType } from './contract.ts'

export interface FieldError {
  /** JSON pointer into the body, or `query/<name>`, `path/<name>`, `header/<name>`. */
  readonly pointer: string
  readonly detail: string
}

interface ProblemDetails {
  readonly detail?: string
  readonly errors?: readonly FieldError[]
  readonly retryAfterSeconds?: number
  /** Further members of the answer, such as ids. */
  readonly members?: Record<string, unknown>
}

export class Problem extends Error {
  readonly type: ProblemType
  readonly details: ProblemDetails

  constructor(type: ProblemType, details: ProblemDetails = {}) {
    super(details.detail ?? type.title)
    this.type = type
    this.details = details
  }
}

export const invalidRequest = defineProblem(
  'invalid-request',
  400,
  'The request is not valid',
  'See `errors`: each entry names a field and says what is wrong with it.',
)
export const malformedBody = defineProblem('malformed-body', 400, 'The body is not valid JSON', 'Send one JSON value.')
export const signInNeeded = defineProblem(
  'sign-in-needed',
  401,
  'You are not signed in',
  'Send `Authorization: Bearer <access token>` with a token that is neither expired nor revoked.',
)
export const forbidden = defineProblem(
  'forbidden',
  403,
  'Your role does not allow this',
  'Ask an administrator for the role that this action needs.',
)
export const secondFactorNeeded = defineProblem(
  'second-factor-needed',
  403,
  'Your role needs a second factor',
  'Give it at /v1/auth/second-factor. If you have none yet, set one up: see GET /v1/me/second-factor.',
)
export const notFound = defineProblem('not-found', 404, 'There is no such thing here', 'Check the address and the id.')
export const methodNotAllowed = defineProblem(
  'method-not-allowed',
  405,
  'This address does not take this method',
  'See the header `Allow`.',
)
export const bodyTooLarge = defineProblem('body-too-large', 413, 'The body is too large', 'Send at most 64 kB.')
export const unsupportedMediaType = defineProblem(
  'unsupported-media-type',
  415,
  'The server does not accept this media type',
  'Send `Content-Type: application/json`.',
)
export const idempotencyKeyReused = defineProblem(
  'idempotency-key-reused',
  422,
  'This Idempotency-Key was used for another request',
  'Use a new key for a new request. When you repeat a request, send the same body.',
)
export const idempotencyKeyNeeded = defineProblem(
  'idempotency-key-needed',
  400,
  'This request needs an Idempotency-Key',
  'Send the header with a new key, because a repeat would move money or stock twice. When you repeat, send the same.',
)
export const requestInProgress = defineProblem(
  'request-in-progress',
  409,
  'The first request with this Idempotency-Key is still running',
  'Wait for `Retry-After` seconds, then repeat the request.',
)
export const tooManyRequests = defineProblem(
  'too-many-requests',
  429,
  'Too many requests',
  'Wait for `Retry-After` seconds.',
)
export const conflict = defineProblem(
  'conflict',
  409,
  'Somebody else changed this at the same time',
  'Read it again and repeat the change.',
)
export const unavailable = defineProblem(
  'try-again',
  503,
  'The server could not do this now, and the outcome may be unknown',
  'Repeat the request with the same Idempotency-Key after `Retry-After` seconds: the server does it at most once.',
)
export const noBrowser = defineProblem(
  'no-browser',
  501,
  'This server makes no PDF, because no browser is installed on it',
  'Ask for the same address with `.html` and print it. Who runs the server may install Chromium or set SEHAT_BROWSER.',
)
export const internal = defineProblem(
  'internal-error',
  500,
  'Something went wrong on our side',
  'Repeat the request with the same Idempotency-Key. When you report the fault, quote `instance`.',
)

export const malformedRequest = defineProblem(
  'malformed-request',
  400,
  'Bad Request',
  'This is not a well-formed HTTP request. Use an HTTP client to write it.',
)
export const otherHost = defineProblem(
  'other-host',
  421,
  'Misdirected Request',
  'This server does not answer to the name in the header `Host`. Use its own name, or add this name to SEHAT_HOSTS.',
)
export const expectationFailed = defineProblem(
  'expectation-failed',
  417,
  'Expectation Failed',
  'Leave the header `Expect` out, or send `100-continue`.',
)
export const requestTooSlow = defineProblem(
  'request-too-slow',
  408,
  'Request Timeout',
  'The request did not arrive in time. Send it again.',
)
export const headersTooLarge = defineProblem(
  'headers-too-large',
  431,
  'Request Header Fields Too Large',
  'The address and the headers together may have at most 16 kB. Send less.',
)

export const platformProblems: readonly ProblemType[] = [
  malformedRequest,
  otherHost,
  expectationFailed,
  requestTooSlow,
  headersTooLarge,
  invalidRequest,
  malformedBody,
  signInNeeded,
  forbidden,
  secondFactorNeeded,
  notFound,
  methodNotAllowed,
  bodyTooLarge,
  unsupportedMediaType,
  idempotencyKeyReused,
  idempotencyKeyNeeded,
  requestInProgress,
  tooManyRequests,
  conflict,
  unavailable,
  internal,
  noBrowser,
]

/** A 400 that names one field. */
export function invalidField(pointer: string, detail: string): Problem {
  return new Problem(invalidRequest, { detail: `${pointer}: ${detail}`, errors: [{ pointer, detail }] })
}

const FIELD_ERRORS_MAX = 20

/** The JSON pointer (RFC 6901) of a top-level member of the body. */
export function toPointer(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** The problem that the client gets for an error. An unknown error is a fault of the server (500). */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { validation, validationContext, code, statusCode } = error as Partial<FastifyError>
  if (validation) {
    const errors = validation
      .slice(0, FIELD_ERRORS_MAX)
      .map((failure) => toFieldError(failure, validationContext ?? 'body'))
    return new Problem(invalidRequest, {
      detail: errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '),
      errors,
    })
  }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem(bodyTooLarge)
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Problem(unsupportedMediaType)
  if (error instanceof SyntaxError || statusCode === 400) return new Problem(malformedBody)
  return toDatabaseProblem(code, (error as Error | undefined)?.message)
}

// 22021 and 22P05: a character that PostgreSQL cannot store. 22003 and 22008: a number or a date out of range.
const BAD_VALUE_CODES = new Set(['22021', '22P05', '22003', '22008'])
// Lost connections, shutdowns, full disks, locks and time limits: the outcome is unknown, so the client repeats.
const TRY_AGAIN_CODES = /^(08|53|57|40|25P0[234]|55P03)|^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/

// The driver gives these errors no code. Each means that the connection broke or a time limit passed.
const TRY_AGAIN_MESSAGES =
  /^(Connection terminated|Query read timeout|timeout exceeded when|Client (has encountered|was closed))/

function toDatabaseProblem(code: string | undefined, message = ''): Problem {
  if (code && BAD_VALUE_CODES.has(code)) {
    return new Problem(invalidRequest, { detail: 'The database cannot store the characters or digits of a value' })
  }
  if (TRY_AGAIN_CODES.test(code ?? '') || TRY_AGAIN_MESSAGES.test(message))
    return new Problem(unavailable, { retryAfterSeconds: 1 })
  return new Problem(internal)
}

type Failure = NonNullable<FastifyError['validation']>[number]

function toFieldError(failure: Failure, context: string): FieldError {
  const { keyword, params } = failure
  const child =
    keyword === 'required'
      ? toPointer(params.missingProperty as string)
      : keyword === 'additionalProperties'
        ? toPointer(params.additionalProperty as string)
        : ''
  const place = `${failure.instancePath}${child}`
  const pointer =
    context === 'body'
      ? place || '/'
      : `${{ querystring: 'query', params: 'path', headers: 'header' }[context] ?? context}${place}`
  return { pointer, detail: describe(failure) }
}

function describe({ keyword, params, message }: Failure): string {
  if (keyword === 'required') return 'is missing'
  if (keyword === 'additionalProperties') return 'is not known here'
  if (keyword === 'enum') return `must be one of ${(params.allowedValues as string[]).join(', ')}`
  if (keyword === 'pattern') return 'does not have the right form'
  return message ?? 'is not valid'
}

/** Sends a problem as the answer. The body contains only what the code put into the problem, and the request id. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const { slug, status, title, cure } = problem.type
  const { detail, errors, retryAfterSeconds, members } = problem.details
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(Math.ceil(retryAfterSeconds)))
  if (status === 401) void reply.header('www-authenticate', 'Bearer')
  return reply
    .code(status)
    .header('content-type', 'application/problem+json')
    .header('cache-control', 'no-store')
    .send(
      JSON.stringify({
        type: `/problems/${slug}`,
        title,
        status,
        detail: detail ?? cure,
        instance: `urn:sehat:request:${request.id}`,
        ...(errors && { errors }),
        ...members,
      }),
    )
}
