// Where this person works now, in the head of every staff page; who works at several places goes to another one here.
import { Text } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { goToWorkplace, useAccount, type Workplace, workplaceOf } from '../../session/session.ts'

/** The name of a place; of an office that has none, what it is for. */
export function usePlaceName(): (workplace: Workplace) => string {
  const { t } = useText()
  return ({ placeName }) => placeName ?? t('staff.people.country')
}

/** Goes to a workplace and to where its work begins; says whether that failed. */
export function useSwitch(): { goTo: (workplaceId: string) => void; isGoing: boolean; hasFailed: boolean } {
  const [state, setState] = useState<'rests' | 'goes' | 'failed'>('rests')
  const [, go] = useLocation()
  const goTo = (workplaceId: string): void => {
    setState('goes')
    goToWorkplace(workplaceId).then(
      () => {
        setState('rests')
        go('/staff')
      },
      () => setState('failed'),
    )
  }
  return { goTo, isGoing: state === 'goes', hasFailed: state === 'failed' }
}

export function WorkplaceChoice() {
  const { t } = useText()
  const account = useAccount()
  const nameOf = usePlaceName()
  const { goTo, isGoing, hasFailed } = useSwitch()
  const current = workplaceOf(account)
  if (current && account.workplaces.length === 1) {
    return (
      <Text truncate flex={1} size="sm" ta="center">
        {nameOf(current)}
      </Text>
    )
  }
  return (
    <div className="workplace-choice">
      <select
        aria-label={t('staff.shell.workplace')}
        value={current?.workplaceId ?? ''}
        disabled={isGoing}
        onChange={(event) => goTo(event.target.value)}
      >
        {!current && (
          <option value="" disabled>
            {t('staff.shell.chooseWorkplace')}
          </option>
        )}
        {account.workplaces.map((workplace) => (
          <option key={workplace.workplaceId} value={workplace.workplaceId}>
            {nameOf(workplace)}
          </option>
        ))}
      </select>
      {hasFailed && <span role="alert">{t('staff.shell.workplaceFailed')}</span>}
    </div>
  )
}
