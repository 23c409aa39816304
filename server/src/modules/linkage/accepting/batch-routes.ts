// The route that links many patients at once: a line of the body is a request, a line of the answer is its result.

import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { invalidField, toProblem } from '../../../platform/problem.ts'
import { customers } from '../access.ts'
import { LinkRequest } from '../contract.ts'
import type { Linking } from '../linking.ts'
import type { CustomerRow, LinkageContext } from '../tables.ts'
import { toAnswer } from './answers.ts'
import { keyHeader } from './routes.ts'

const NDJSON = 'application/x-ndjson'
const BODY_BYTES_MAX = 1024 * 1024
const KEY_LENGTH_MAX = 120

export const batchRoutes = (context: LinkageContext, linking: Linking) => (app: App) => {
  // A separate scope: only this route takes lines of JSON, and it takes nothing else.
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(NDJSON, { parseAs: 'string', bodyLimit: BODY_BYTES_MAX }, (_request, body, done) => {
      done(null, body)
    })
    addBatch(scope as unknown as App, context, linking)
  })
}

function addBatch(app: App, context: LinkageContext, linking: Linking): void {
  app.post(
    '/link/batch',
    {
      config: { access: customers },
      bodyLimit: BODY_BYTES_MAX,
      schema: {
        summary: 'Link many patients',
        description:
          `Body: ${NDJSON}. Each line is a body of POST /link. The body holds at most 1 MB. It holds at most as many ` +
          'rows as the limit `batch-rows` of the customer. Blank lines are no rows, but they count in the numbers. ' +
          'The answer has one line for each row: the number of its line, its status, and the workflow-id or the ' +
          'problem. The key of a row is the idempotency-key of the batch plus this number, so you can repeat a whole ' +
          'batch. Each row of a repeat also tells what has become of its workflow.',
        headers: keyHeader,
        consumes: [NDJSON],
        body: Type.String({ description: 'Lines of JSON.' }),
        response: {
          200: Type.String({ description: 'Lines of JSON. Each has row, status, and workflow-id or problem.' }),
        },
      },
    },
    async (request, reply) => {
      const customer = await linking.directory.require(actorOf(request))
      const lines = readLines(request.body)
      const key = request.headers['idempotency-key']
      check(lines.length, customer, key)
      await linking.acceptance.admit(customer, lines.length)
      const results = await Promise.all(lines.map((line) => linkRow(context, linking, request, customer, line)))
      reply.type(NDJSON)
      return `${results.map((result) => JSON.stringify(result)).join('\n')}\n`
    },
  )
}

interface Line {
  /** Number of the line in the body, from 1. Blank lines count. */
  readonly row: number
  readonly text: string
}

const readLines = (body: string): Line[] =>
  body
    .split('\n')
    .map((text, index) => ({ row: index + 1, text }))
    .filter(({ text }) => text.trim() !== '')

function check(rows: number, customer: CustomerRow, key: string): void {
  if (rows === 0) throw invalidField('/', 'holds no row; send at least one')
  if (rows > customer.batch_rows_max) {
    throw invalidField('/', `holds ${rows} rows; send at most ${customer.batch_rows_max}`)
  }
  if (key.length > KEY_LENGTH_MAX) {
    throw invalidField('header/idempotency-key', `must have at most ${KEY_LENGTH_MAX} characters for a batch`)
  }
}

async function linkRow(
  context: LinkageContext,
  { acceptance }: Linking,
  request: FastifyRequest,
  customer: CustomerRow,
  { row, text }: Line,
): Promise<object> {
  try {
    const body = readRow(request, text)
    const key = `${request.headers['idempotency-key']}/${row}`
    const accepted = await acceptance.accept({ customer, key, requestId: request.id, body })
    return { row, status: 202, ...(await toAnswer(context, accepted)) }
  } catch (error) {
    const { type, details } = toProblem(error)
    const { slug, status, title } = type
    const { errors, detail } = details
    return {
      row,
      status,
      problem: { type: `/problems/${slug}`, title, ...(detail && { detail }), ...(errors && { errors }) },
    }
  }
}

function readRow(request: FastifyRequest, text: string): LinkRequest {
  const value: unknown = JSON.parse(text)
  const validate = request.compileValidationSchema(LinkRequest, 'body')
  if (validate(value)) return value as LinkRequest
  // Same shape as the error of a refused body, so that `toProblem` translates both.
  throw Object.assign(new Error('the row is not valid'), {
    validation: validate.errors ?? [],
    validationContext: 'body',
  })
}
