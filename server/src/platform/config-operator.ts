// Reads who runs this installation: the name, phone and mail that people see on the page of contact.
import { ConfigError, type Settings } from './settings.ts'

/** What the operator says of itself. Each part may be absent: Sehat never makes one up. */
export interface OperatorConfig {
  readonly name: string | undefined
  readonly phone: string | undefined
  readonly mail: string | undefined
}

export function readOperator(settings: Settings): OperatorConfig {
  const name = settings.text('SEHAT_OPERATOR_NAME')
  const phone = settings.text('SEHAT_OPERATOR_PHONE')
  const mail = settings.text('SEHAT_OPERATOR_MAIL')
  if (name !== undefined && name.length > NAME_LENGTH_MAX) {
    throw new ConfigError(`SEHAT_OPERATOR_NAME is longer than ${NAME_LENGTH_MAX} characters`)
  }
  if (phone !== undefined && !/^\+?\d[\d -]{1,18}\d$/.test(phone)) {
    throw new ConfigError('SEHAT_OPERATOR_PHONE is not a phone number: use digits, spaces and one + in front')
  }
  if (mail !== undefined && !/^[^\s<>@]+@[^\s<>@]+$/.test(mail)) {
    throw new ConfigError('SEHAT_OPERATOR_MAIL is not a mail address')
  }
  return { name, phone, mail }
}

const NAME_LENGTH_MAX = 100
