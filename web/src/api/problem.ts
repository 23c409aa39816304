// Why a request failed: the server refused it, or no answer came.

export interface FieldProblem {
  /** JSON pointer into the body; or query/ or path/ and a name. */
  readonly pointer: string
  readonly detail: string
}

/** The server answered with a problem (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number
  /** The end of the problem's type, such as `session-full`. */
  readonly slug: string
  readonly title: string
  readonly detail: string
  readonly errors: readonly FieldProblem[]
  readonly retryAfterSeconds: number | undefined
  /** Further members of the problem, such as `earliestOn`. */
  readonly members: Readonly<Record<string, unknown>>

  constructor(status: number, answer: Readonly<Record<string, unknown>>, retryAfterSeconds?: number) {
    super(`${status} ${String(answer.type ?? '')}`)
    const { type, title, detail, errors, status: _status, instance: _instance, ...members } = answer
    this.status = status
    this.slug = String(type ?? '').slice(String(type ?? '').lastIndexOf('/') + 1)
    this.title = String(title ?? '')
    this.detail = String(detail ?? '')
    this.errors = Array.isArray(errors) ? (errors as FieldProblem[]) : []
    this.retryAfterSeconds = retryAfterSeconds
    this.members = members
  }
}

/** No answer came: the connection is down, or the request took too long. */
export class NoAnswer extends Error {
  /** Whether the server may have done the work. If so, only a repeat with the same key shows the outcome. */
  readonly mayBeDone: boolean

  constructor(mayBeDone: boolean) {
    super(mayBeDone ? 'no answer came: the outcome is unknown' : 'the server cannot be reached')
    this.mayBeDone = mayBeDone
  }
}

export function isProblem(error: unknown, slug: string): error is ApiProblem {
  return error instanceof ApiProblem && error.slug === slug
}
