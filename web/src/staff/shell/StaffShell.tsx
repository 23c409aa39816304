// The frame around every staff page: the menu for this person's work, and Mantine, which only staff pages load.
import '@mantine/core/styles.css'
import './staff-shell.css'
import { AppShell, Burger, Button, Group, MantineProvider, NavLink, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { mayOpen } from '../../routes.ts'
import { useAccount } from '../../session/session.ts'
import { LanguageChoice } from '../../ui/LanguageChoice.tsx'
import { ThemeChoice } from '../../ui/ThemeChoice.tsx'
import { staffRoutes } from '../routes.ts'
import { useIsDark } from './dark.ts'
import { Said } from './Said.tsx'
import { ShortcutHelp } from './ShortcutHelp.tsx'
import { useShortcutKeys, useShortcuts } from './shortcuts.ts'
import { colours, theme } from './theme.ts'
import { WorkplaceChoice } from './WorkplaceChoice.tsx'

export function StaffShell({ children }: { children: ReactNode }) {
  const { t } = useText()
  const [isMenuOpen, { toggle, close }] = useDisclosure()
  const [isHelpOpen, help] = useDisclosure()
  const isDark = useIsDark()
  useShortcutKeys()
  return (
    <MantineProvider theme={theme} cssVariablesResolver={colours} forceColorScheme={isDark ? 'dark' : 'light'}>
      <a className="staff-skip" href="#content">
        {t('ui.skip')}
      </a>
      <AppShell
        header={{ height: 52 }}
        navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !isMenuOpen } }}
        padding="md"
      >
        <AppShell.Header className="no-print">
          <Group h="100%" px="md" justify="space-between" wrap="nowrap">
            <Group wrap="nowrap">
              <Burger opened={isMenuOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('ui.menu')} />
              <Text component={Link} href="/staff" fw={700}>
                {t('ui.name')}
              </Text>
            </Group>
            <WorkplaceChoice />
            <Group wrap="nowrap">
              <Button
                variant="subtle"
                size="compact-md"
                onClick={help.open}
                visibleFrom="sm"
                aria-label={t('staff.shell.shortcuts')}
              >
                ?
              </Button>
              <Link href="/sign-out">{t('ui.signOut')}</Link>
            </Group>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar p="xs" className="no-print" aria-label={t('ui.menu')}>
          <Menu onChoose={close} onHelp={help.open} />
          <div className="staff-choices">
            <LanguageChoice />
            <ThemeChoice />
          </div>
        </AppShell.Navbar>
        <AppShell.Main id="content">{children}</AppShell.Main>
      </AppShell>
      <Said />
      <ShortcutHelp isOpen={isHelpOpen} onClose={help.close} />
    </MantineProvider>
  )
}

/** The pages of the menu that this person may open. */
function Menu({ onChoose, onHelp }: { onChoose: () => void; onHelp: () => void }) {
  const { t } = useText()
  const account = useAccount()
  const [path, go] = useLocation()
  const own = staffRoutes.filter((route) => route.menu && mayOpen(route, account))
  // When several match the beginning of the address, the longest is the current one.
  const current = own
    .filter((route) => path === route.path || (route.path !== '/staff' && path.startsWith(`${route.path}/`)))
    .toSorted((one, other) => other.path.length - one.path.length)[0]
  const quick = own.flatMap(({ path: to, menu, keys }) =>
    keys === undefined ? [] : [{ keys, label: t(menu as string), run: () => go(to) }],
  )
  useShortcuts(t('ui.menu'), [...quick, { keys: '?', label: t('staff.shell.shortcuts'), run: onHelp }])
  return (
    <div className="staff-menu">
      {own.map((route) => (
        <NavLink
          key={route.path}
          component={Link}
          href={route.path}
          label={t(route.menu as string)}
          active={route === current}
          aria-current={route.path === path ? 'page' : undefined}
          onClick={onChoose}
        />
      ))}
      {/* Staff have bookings and records of their own. The name above those pages leads back here. */}
      {account.powers.includes('family.manage') && (
        <NavLink component={Link} href="/account" label={t('staff.shell.ownFamily')} onClick={onChoose} />
      )}
      <NavLink component={Link} href="/account/security" label={t('ui.security')} onClick={onChoose} />
    </div>
  )
}
