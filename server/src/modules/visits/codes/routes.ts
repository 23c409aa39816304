// The route that searches the imported list of diagnoses.
import { access } from '../../../platform/access.ts'
import { object, Type, text } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { Icd10 } from '../contract.ts'
import type { VisitsContext } from '../tables.ts'
import { searchCodes } from './store.ts'

const SHOWN_MAX = 20

export const codeRoutes = (context: VisitsContext) => (app: App) => {
  app.get(
    '/v1/visits/diagnosis-codes',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Search the codes of diagnoses',
        description:
          'By the beginnings of words, or of the code. Empty until an administrator has imported a list ' +
          '(`sehat visits import-codes`).',
        querystring: object({ q: text(100) }),
        response: { 200: object({ items: Type.Array(object({ code: Icd10, name: Type.String() })) }) },
      },
    },
    async (request) => ({ items: await searchCodes(context.db, request.query.q, SHOWN_MAX) }),
  )
}
