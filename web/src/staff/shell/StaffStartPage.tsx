// The start page of staff: their name, their workplace, and what Sehat does not have yet for their work.
import { Button, Group, Text } from '@mantine/core'
import { OpenOffers } from '../../citizen/identity/offers/OpenOffers.tsx'
import { useText } from '../../i18n/language.ts'
import { useAccount, useWorkplace } from '../../session/session.ts'
import { Notice } from '../../ui/Notice.tsx'
import { StaffPage } from './StaffPage.tsx'
import { usePlaceName, useSwitch } from './WorkplaceChoice.tsx'

/** Roles that have no pages of their own yet. */
const NOT_BUILT = ['doctor', 'nurse', 'reception', 'lab-technician', 'cashier'] as const

export default function StaffStartPage() {
  const { t } = useText()
  const { name } = useAccount()
  const workplace = useWorkplace()
  const roles = workplace?.roles ?? []
  return (
    <StaffPage title={t('staff.start.title')}>
      <OpenOffers />
      <Text>{t('staff.start.hello', { name })}</Text>
      {workplace ? <Text c="dimmed">{roles.map((role) => t(`roles.${role}`)).join(', ')}</Text> : <Workplaces />}
      {NOT_BUILT.filter((role) => roles.includes(role)).map((role) => (
        <Notice key={role} title={t('staff.start.notBuilt', { role: t(`roles.${role}`) })}>
          <p>{t(`staff.start.later.${role}`)}</p>
        </Notice>
      ))}
    </StaffPage>
  )
}

/** A person with several workplaces who has chosen none yet must choose first. */
function Workplaces() {
  const { t } = useText()
  const { workplaces } = useAccount()
  const nameOf = usePlaceName()
  const { goTo, isGoing, hasFailed } = useSwitch()
  return (
    <section>
      <h2>{t('staff.start.where')}</h2>
      {hasFailed && <Notice kind="error" takesFocus title={t('staff.shell.workplaceFailed')} />}
      <Group>
        {workplaces.map((workplace) => (
          <Button
            key={workplace.workplaceId}
            variant="default"
            disabled={isGoing}
            onClick={() => goTo(workplace.workplaceId)}
          >
            {nameOf(workplace)}: {workplace.roles.map((role) => t(`roles.${role}`)).join(', ')}
          </Button>
        ))}
      </Group>
    </section>
  )
}
