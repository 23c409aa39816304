// The route that tells what Sehat keeps of people, why, and for how long, as each module declares it.
import { access } from '../../../platform/access.ts'
import { object, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { AfterClosing, Ground, WordsView } from '../../../platform/personal.ts'
import type { PrivacyContext } from '../tables.ts'

const KeptView = object({
  module: Type.String(),
  kind: Type.String(),
  what: WordsView,
  purpose: WordsView,
  ground: Ground,
  period: WordsView,
  afterClosing: AfterClosing,
})

export const keptRoutes = (context: PrivacyContext) => (app: App) => {
  app.get(
    '/v1/privacy/kept',
    {
      config: { access: access.public },
      schema: {
        summary: 'See what Sehat keeps of people and why',
        description: 'One row for each kind of record, with its purpose, its legal ground and for how long it is kept.',
        response: { 200: object({ items: Type.Array(KeptView) }) },
      },
    },
    async () => ({
      items: context.kept.flatMap(({ module, keeps }) => keeps.map(({ tables: _, ...one }) => ({ module, ...one }))),
    }),
  )
}
