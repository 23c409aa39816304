// The bell at the top: what waits for this person, and the list behind each thing.
import { ActionIcon, Menu } from '@mantine/core'
import { Link } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { Icon } from '../../ui/Icon.tsx'
import { COUNT_MAX, useConcerns } from './concerns.ts'

export function Bell() {
  const { t, format } = useText()
  const { concerns } = useConcerns()
  const total = Math.min(
    COUNT_MAX,
    concerns.reduce((sum, { count }) => sum + count, 0),
  )
  const shown = total < COUNT_MAX ? format.number(total) : `${format.number(COUNT_MAX - 1)}+`
  return (
    <Menu
      shadow="md"
      position="bottom-end"
      width={300}
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <ActionIcon
          className="bell"
          aria-label={total === 0 ? t('staff.concerns.nothing') : t('staff.concerns.bell', { count: total })}
        >
          <Icon name="bell" sizePx={18} />
          {total > 0 && (
            <span className="bell-count" aria-hidden="true">
              {shown}
            </span>
          )}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t(total === 0 ? 'staff.concerns.nothing' : 'staff.concerns.title')}</Menu.Label>
        {concerns.map(({ key, icon, count, href }) => (
          <Menu.Item key={key} component={Link} href={href} leftSection={<Icon name={icon} sizePx={18} />}>
            {t(`staff.concerns.${key}`, { count })}
          </Menu.Item>
        ))}
        <Menu.Item component={Link} href="/staff" leftSection={<Icon name="home" sizePx={18} />}>
          {t('staff.start.menu')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
