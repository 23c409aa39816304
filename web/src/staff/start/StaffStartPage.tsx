// Where staff begin: who they are here.
import { Text } from '@mantine/core'
import { useText } from '../../i18n/language.ts'
import { useAccount } from '../../session/session.ts'
import { StaffPage } from '../StaffPage.tsx'

export default function StaffStartPage() {
  const { t } = useText()
  const { name, roles } = useAccount()
  return (
    <StaffPage title={t('staff.start.title')}>
      <Text>{t('staff.start.hello', { name })}</Text>
      <Text c="dimmed">{roles.map((role) => t(`staff.roles.${role}`)).join(', ')}</Text>
    </StaffPage>
  )
}
