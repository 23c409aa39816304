// The routes of preferences: everybody with an account reads and changes which messages they get, and how.
import { access, actorOf } from '../../../platform/access.ts'
import { object, Type } from '../../../platform/contract.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { publish } from '../../../platform/work/outbox.ts'
import type { AccountId } from '../../identity/contract.ts'
import { ChannelOfMessage, Language, preferencesChanged, Template } from '../contract.ts'
import type { Wishes } from '../notices/rules.ts'
import type { NotificationsContext } from '../tables.ts'
import { TEMPLATE_NAMES, typeOf } from '../templates/templates.ts'
import { readQuiet, requireStoppable, toClockHours } from './rules.ts'
import { getWishes, upsertWishes } from './store.ts'

const Time = Type.String({
  pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
  description: 'A clock time in India, HH:MM.',
  examples: ['21:00'],
})

const wishes = {
  language: Language,
  channels: Type.Array(ChannelOfMessage, {
    minItems: 1,
    maxItems: 3,
    uniqueItems: true,
    description: 'In the order in which Sehat tries them. Every message is also in Sehat itself.',
  }),
  quiet: Type.Union([object({ from: Time, until: Time }), Type.Null()], {
    description:
      'Quiet hours: messages wait until they end. Messages that protect the account, and cancellations of today, do ' +
      'not wait. null: no quiet hours.',
  }),
  stopped: Type.Array(Template, {
    maxItems: 50,
    uniqueItems: true,
    description: 'Messages that the person does not want.',
  }),
}

const Preferences = object({
  ...wishes,
  templates: Type.Array(object({ template: Template, canStop: Type.Boolean() }), {
    description: 'All kinds of messages, and whether a person may stop them.',
  }),
})

function toView({ language, channels, quiet, stopped }: Wishes) {
  return {
    ...{ language, channels: [...channels], quiet: toClockHours(quiet), stopped: [...stopped] },
    templates: TEMPLATE_NAMES.map((template) => ({ template, canStop: typeOf(template).canStop })),
  }
}

const ADDRESS = '/v1/notifications/preferences'

export const preferenceRoutes = (context: NotificationsContext) => (app: App) => {
  app.get(
    ADDRESS,
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Read which messages I get',
        description: 'A person who chose nothing gets the usual settings: SMS, then mail, and quiet hours at night.',
        response: { 200: Preferences },
      },
    },
    async (request) => toView(await getWishes(context.pool, actorOf(request).accountId)),
  )
  app.put(
    ADDRESS,
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Choose which messages I get',
        description: 'Replaces the whole choice. A repeat changes nothing. It also holds for messages that wait now.',
        body: object(wishes),
        response: { 200: Preferences },
      },
    },
    async (request) => {
      const accountId = actorOf(request).accountId as AccountId
      const { language, channels, quiet, stopped } = request.body
      requireStoppable(stopped, (template) => typeOf(template).canStop)
      const chosen: Wishes = { language, channels, quiet: readQuiet(quiet), stopped }
      await transaction(context.db, async (tx) => {
        await upsertWishes(tx, accountId, chosen)
        await publish(tx, originOf(request), preferencesChanged, { accountId, language, channels, stopped })
      })
      return toView(chosen)
    },
  )
}
