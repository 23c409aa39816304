// The current workplace, in the header of every staff page. People with several workplaces change it here.
import { Button, Menu, Text } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { type Workplace, workplaceOf } from '../../session/account.ts'
import { goToWorkplace, useAccount } from '../../session/session.ts'
import { Icon } from '../../ui/Icon.tsx'

/** The name of a workplace. For an office without a name: what it is for. */
export function usePlaceName(): (workplace: Workplace) => string {
  const { t } = useText()
  return ({ placeName }) => placeName ?? t('staff.people.country')
}

/** Changes to a workplace and opens its first page. Says whether that failed. */
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
  const name = current ? nameOf(current) : t('staff.shell.chooseWorkplace')
  if (current && account.workplaces.length === 1) {
    return (
      <Text size="sm" fw={600} px="xs" className="workplace">
        <Icon name="building-hospital" />
        <span className="workplace-name">{name}</span>
      </Text>
    )
  }
  return (
    <div className="workplace-choice">
      {/* A menu and not a select: the arrow keys move through the places, and only Enter changes the workplace. */}
      <Menu shadow="md" withinPortal={false} withInitialFocusPlaceholder={false} transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            c="var(--ink)"
            disabled={isGoing}
            leftSection={<Icon name="building-hospital" />}
            rightSection={<Icon name="chevron-down" />}
          >
            <span className="visually-hidden">{t('staff.shell.workplace')}: </span>
            <span className="workplace-name">{name}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {account.workplaces.map((workplace) => (
            <Menu.Item
              key={workplace.workplaceId}
              aria-current={workplace === current}
              leftSection={workplace === current ? <Icon name="check" /> : <span aria-hidden>{'\u2003'}</span>}
              onClick={() => workplace === current || goTo(workplace.workplaceId)}
            >
              {nameOf(workplace)}
              <Text size="xs" c="dimmed">
                {workplace.roles.map((role) => t(`roles.${role}`)).join(', ')}
              </Text>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {hasFailed && <span role="alert">{t('staff.shell.workplaceFailed')}</span>}
    </div>
  )
}
