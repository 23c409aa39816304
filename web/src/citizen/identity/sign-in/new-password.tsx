// The field for a new password. The server refuses more than a form can check, such as common passwords.
import type { Limits } from '../../../api/limits.ts'
import type { useText } from '../../../i18n/language.ts'
import { text } from '../../../ui/fields.tsx'

/** The server says this in words only: it counts after it has normalised the characters. */
const PASSWORD_LENGTH_MIN = 8

export function newPassword<Own extends { readonly password: Limits }>(
  of: Own,
  t: ReturnType<typeof useText>['t'],
  label = t('signIn.newPassword.label'),
) {
  return text(of, 'password', {
    label,
    hint: t('signIn.newPassword.hint'),
    type: 'password',
    size: 'medium',
    autoComplete: 'new-password',
    isNeeded: true,
    also: (password) => (password.length < PASSWORD_LENGTH_MIN ? t('errors.password') : undefined),
  })
}
