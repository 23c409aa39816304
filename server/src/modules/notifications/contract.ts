// The contract of notifications: ids, the templates by name, the event of changed wishes, and reasons of refusals.
import { defineEvent, defineProblem, id, object, oneOf, type Static, Type } from '../../platform/contract.ts'
import { AccountId } from '../identity/contract.ts'

export const NoticeId = id('notice')
export type NoticeId = Static<typeof NoticeId>

export const Template = oneOf([
  'appointment-booked',
  'appointment-moved',
  'appointment-cancelled',
  'appointment-cancelled-by-centre',
  'appointment-reminder-day',
  'appointment-reminder-hours',
  'appointment-missed',
  'appointment-displaced',
  'appointments-displaced',
  'appointment-kept',
  'waiting-offer',
  'waiting-over',
  'day-changed',
  'next-dose-due',
  'walk-in-seated',
  'emergency-access',
  'result-ready',
  'result-corrected',
  'specimen-again',
  'critical-result',
  'account-new-device',
  'account-password',
  'account-phone',
  'account-mail',
  'account-sign-ins-ended',
  'account-role',
  'account-passkey',
  'account-second-factor',
  'account-second-factor-reset',
  'account-outside-account',
  'account-closing',
  'account-kept',
])
export type Template = Static<typeof Template>

export const Language = oneOf(['en', 'hi'], { description: 'The language of messages: English or Hindi.' })
export type Language = Static<typeof Language>
export const LANGUAGES = ['en', 'hi'] as const satisfies readonly Language[]

export const ChannelOfMessage = oneOf(['sms', 'mail', 'in-app'], {
  description: '`in-app`: the messages in Sehat itself, which every account has.',
})

export const NoticeStatus = oneOf(
  ['WAITING', 'SENDING', 'SENT', 'DELIVERED', 'FAILED', 'SUPERSEDED', 'EXPIRED', 'STOPPED'],
  {
    description:
      '`SENT`: a channel took the message. `DELIVERED`: the provider says that it arrived. `SUPERSEDED`: the ' +
      'appointment moved or ended before the message left. `EXPIRED`: it would have come too late. `STOPPED`: the ' +
      'person does not want such messages.',
  },
)
export type NoticeStatus = Static<typeof NoticeStatus>

/** A person chose which messages to get, and how. */
export const preferencesChanged = defineEvent(
  'notifications.preferences-changed.v1',
  'accountId',
  object({
    accountId: AccountId,
    language: Language,
    channels: Type.Array(ChannelOfMessage),
    stopped: Type.Array(Template),
  }),
)

export const cannotStop = defineProblem(
  'cannot-stop-messages',
  409,
  'Messages of this kind cannot be stopped',
  'They protect the account, or say that an appointment will not take place. Leave them out of `stopped`.',
)
