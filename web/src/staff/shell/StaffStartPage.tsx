// Where staff begin: who they are here, and what is not there yet for their work.
import { Text } from '@mantine/core'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { Notice } from '../../ui/Notice.tsx'
import { StaffPage } from './StaffPage.tsx'

/** Roles without pages of their own so far. */
const NOT_BUILT = ['doctor', 'reception', 'lab-technician'] as const

export default function StaffStartPage() {
  const { t } = useText()
  const { name, roles } = useAccount()
  return (
    <StaffPage title={t('staff.start.title')}>
      <Text>{t('staff.start.hello', { name })}</Text>
      <Text c="dimmed">{roles.map((role) => t(`staff.roles.${role}`)).join(', ')}</Text>
      {NOT_BUILT.filter((role) => roles.includes(role)).map((role) => (
        <Notice key={role} title={t('staff.start.notBuilt', { role: t(`staff.roles.${role}`) })}>
          <p>{t(`staff.start.later.${role}`)}</p>
        </Notice>
      ))}
    </StaffPage>
  )
}
