// Row types of the tables of notifications: the generated types, with the types that only this module knows.
import type { ColumnType, Selectable } from 'kysely'
import type { Context } from '../../platform/module.ts'
import type { ChannelName } from '../../platform/ports/channels.ts'
import type { Refined } from '../../platform/postgres/rows.ts'
import type { FacilityId } from '../facilities/contract.ts'
import type { AccountId } from '../identity/contract.ts'
import type { Language, NoticeId, NoticeStatus, Template } from './contract.ts'
import type { Rows } from './rows.ts'

export type Params = Readonly<Record<string, string>>
type WrittenAsText<Type> = ColumnType<Type, string, never>

export type NotificationsTables = Refined<
  Rows,
  {
    'notifications.people': { account_id: AccountId; channels: readonly ChannelName[]; stopped: readonly Template[] }
    'notifications.notices': {
      id: NoticeId
      template: Template
      params: WrittenAsText<Params>
      channel: ChannelName | null
      status: NoticeStatus
      facility_id: FacilityId | null
      subject_version: number | null
    }
    'notifications.deliveries': { notice_id: NoticeId; channel: ChannelName }
    'notifications.inbox': {
      account_id: AccountId
      notice_id: NoticeId
      template: Template
      params: WrittenAsText<Params>
    }
    'notifications.sms_templates': { template: Template; language: Language }
  }
>

export type PersonRow = Selectable<NotificationsTables['notifications.people']>
export type NoticeRow = Selectable<NotificationsTables['notifications.notices']>
export type DeliveryRow = Selectable<NotificationsTables['notifications.deliveries']>
export type InboxRow = Selectable<NotificationsTables['notifications.inbox']>
export type SmsTemplateRow = Selectable<NotificationsTables['notifications.sms_templates']>
export type NotificationsContext = Context<NotificationsTables>
