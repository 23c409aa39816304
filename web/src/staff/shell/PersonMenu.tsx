// The menu of the person at the top right: own records, security, language, appearance, keys, and the way out.
import { Avatar, Menu, UnstyledButton } from '@mantine/core'
import { Link } from 'wouter'
import { chooseLanguage, useText } from '../../i18n/language.ts'
import { OFFERED } from '../../i18n/languages.ts'
import { useAccount, useWorkplace } from '../../session/session.ts'
import { chooseTheme, THEMES, useTheme } from '../../theme.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { IconName } from '../../ui/icon-names.ts'
import { initialsOf } from '../../ui/initials.ts'

const APPEARANCES: Record<(typeof THEMES)[number], IconName> = { system: 'contrast', light: 'sun', dark: 'moon' }

export function PersonMenu() {
  const { t } = useText()
  const { name, powers } = useAccount()
  const roles = (useWorkplace()?.roles ?? []).map((role) => t(`roles.${role}`)).join(', ')
  return (
    <Menu shadow="md" position="bottom-end" width={240} withinPortal={false} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <UnstyledButton className="person">
          <Avatar size={28} color="neem" variant="light" aria-hidden>
            {initialsOf(name)}
          </Avatar>
          <span className="person-words">
            <span className="visually-hidden">{t('ui.account')}: </span>
            <b>{name}</b>
            <span className="soft">{roles}</span>
          </span>
          <Icon name="chevron-down" sizePx={16} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {/* Staff have bookings and records of their own. The name above those pages leads back here. */}
        {powers.includes('family.manage') && (
          <Menu.Item component={Link} href="/account" leftSection={<Icon name="users" />}>
            {t('staff.shell.ownFamily')}
          </Menu.Item>
        )}
        <Menu.Item component={Link} href="/account/security" leftSection={<Icon name="lock" />}>
          {t('ui.security')}
        </Menu.Item>
        <Menu.Label>{t('ui.language')}</Menu.Label>
        <Languages />
        <Menu.Label>{t('ui.theme.label')}</Menu.Label>
        <Appearances />
        <Menu.Divider />
        <Menu.Item component={Link} href="/sign-out" leftSection={<Icon name="logout" />}>
          {t('ui.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Languages() {
  const { language } = useText()
  return OFFERED.map((offered) => (
    <Menu.Item
      key={offered.code}
      lang={offered.code}
      leftSection={<Icon name="language" />}
      rightSection={offered.code === language.code ? <Icon name="check" /> : undefined}
      aria-current={offered.code === language.code}
      onClick={() => void chooseLanguage(offered)}
    >
      {offered.name}
    </Menu.Item>
  ))
}

function Appearances() {
  const { t } = useText()
  const theme = useTheme()
  return THEMES.map((each) => (
    <Menu.Item
      key={each}
      leftSection={<Icon name={APPEARANCES[each]} />}
      rightSection={each === theme ? <Icon name="check" /> : undefined}
      aria-current={each === theme}
      onClick={() => chooseTheme(each)}
    >
      {t(`ui.theme.${each}`)}
    </Menu.Item>
  ))
}
