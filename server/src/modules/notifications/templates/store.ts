// The SQL of the texts that are registered with the mobile operators.
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { Language, Template } from '../contract.ts'
import type { NotificationsTables, SmsTemplateRow } from '../tables.ts'

export async function listSmsTemplates(db: Db<NotificationsTables>): Promise<SmsTemplateRow[]> {
  return db.selectFrom('notifications.sms_templates').selectAll().orderBy('template').orderBy('language').execute()
}

/** Writes a registration; a later one of the same template and language replaces it. */
export async function upsertSmsTemplate(tx: Tx<NotificationsTables>, row: SmsTemplateRow): Promise<void> {
  const { template, language, ...set } = row
  await tx
    .insertInto('notifications.sms_templates')
    .values(row)
    .onConflict((conflict) => conflict.columns(['template', 'language']).doUpdateSet(set))
    .execute()
}

export const keyOf = (template: Template, language: Language): string => `${template} ${language}`
