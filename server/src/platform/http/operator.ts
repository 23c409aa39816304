// The route that tells everybody who runs this installation, for the page of contact.
import { access } from '../access.ts'
import type { OperatorConfig } from '../config-operator.ts'
import { Type } from '../contract.ts'
import type { App } from '../module.ts'
import { refuseUndeclared } from './strict-input.ts'

/** The operator may change its phone: a browser asks again after five minutes. */
const CACHE_CONTROL = 'public, max-age=300'

const Operator = Type.Object(
  {
    name: Type.Optional(
      Type.String({ description: 'Who runs this installation', examples: ['Delhi Health Department'] }),
    ),
    phone: Type.Optional(Type.String({ description: 'The phone of the help desk', examples: ['+91 11 2345 6789'] })),
    mail: Type.Optional(
      Type.String({ description: 'The mail address of the help desk', examples: ['help@sehat.example'] }),
    ),
  },
  { additionalProperties: false },
)

export function addOperatorRoute(app: App, { name, phone, mail }: OperatorConfig): void {
  // Without undefined parts, because JSON has none.
  const operator = { ...(name && { name }), ...(phone && { phone }), ...(mail && { mail }) }
  app.register(async (scope) => {
    refuseUndeclared(scope as App)
    scope.get(
      '/v1/operator',
      {
        config: { access: access.public },
        schema: {
          tags: ['platform'],
          summary: 'Read who runs this installation',
          description: 'Only what the operator has set: `SEHAT_OPERATOR_NAME`, `_PHONE` and `_MAIL`. Often empty.',
          response: { 200: Operator },
        },
      },
      async (_request, reply) => {
        void reply.header('cache-control', CACHE_CONTROL)
        return operator
      },
    )
  })
}
